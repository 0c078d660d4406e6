package io.tidewatch.etl.run;

/** The metrics of runs. */
enum EtlMetric {
  /** Timer: how long runs take; tag {@code outcome}: succeeded, failed. */
  RUN("tidewatch.etl.run"),
  /** Counter: raw rows by tags {@code dataset} and {@code outcome}. */
  ROWS("tidewatch.etl.rows"),
  /** Counter: quality checks that did not pass; tag {@code dataset}. */
  CHECKS_FAILED("tidewatch.etl.checks.failed");

  private final String id;

  EtlMetric(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
