package io.tidewatch.dashboard.services;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total items on all pages
 */
public record PageOf<T>(List<T> items, int page, int size, long total) {}
