package io.tidewatch.ingestion.runs;

/** The states of a run. */
public enum RunStatus {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** The same content had been received before: nothing was loaded. */
  DUPLICATE;

  /** Whether nothing more happens in this state. */
  public boolean ended() {
    return this != QUEUED && this != RUNNING;
  }
}
