package io.tidewatch.churn.runs;

import java.util.List;

/** A page of a list, as every list of the platform is paged. */
public record Page<T>(List<T> items, int page, int size, long total) {
  /** No page holds more. */
  public static final int MAX_SIZE = 500;

  /**
   * Checks what the caller asked for.
   *
   * @throws IllegalArgumentException if page or size is out of range
   */
  public static void check(int page, int size) {
    if (page < 0 || size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "page is %d and size %d; page starts at 0, size is 1..%d"
              .formatted(page, size, MAX_SIZE));
    }
  }
}
