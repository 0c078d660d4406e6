package io.tidewatch.ingestion.runs;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param page its number, from 0
 * @param total how many items all pages have
 */
public record Page<T>(List<T> items, int page, int size, long total) {
  /** The most items a page may have. */
  public static final int LARGEST = 500;
}
