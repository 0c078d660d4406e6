package io.tidewatch.etl.run;

import java.util.List;

/**
 * A part of a list of runs.
 *
 * @param page counted from 0
 * @param total how many there are in all
 */
record RunPage(List<Run> items, int page, int size, long total) {}
