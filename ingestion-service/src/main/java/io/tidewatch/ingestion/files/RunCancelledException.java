package io.tidewatch.ingestion.files;

import java.util.UUID;

/** Somebody cancelled the run before its rows were committed. */
final class RunCancelledException extends RuntimeException {
  RunCancelledException(UUID run) {
    super("run " + run + " was cancelled");
  }
}
