package io.tidewatch.etl.run;

/** Where a run is. */
enum RunStatus {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED
}
