package io.tidewatch.lake.columnar;

/**
 * How large parts of a file get.
 *
 * @param rowGroupBytes what a row group may take up in memory
 * @param dictionaryBytes what a column's dictionary may take up in the file
 */
record Limits(long rowGroupBytes, int dictionaryBytes) {
  /** As in parquet-java. */
  static final int PAGE_ROWS = 20_000;

  /** As in parquet-java. */
  static final int PAGE_BYTES = 1 << 20;
}
