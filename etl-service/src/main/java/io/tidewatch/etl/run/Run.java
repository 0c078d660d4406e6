package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.RunCounts;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One ETL run.
 *
 * @param rawSnapshots Iceberg snapshot id by raw table that the run read
 * @param datasets row counts by data set
 */
record Run(
    UUID id,
    Status status,
    String requestedBy,
    Instant requestedAt,
    Instant touchedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    int attempts,
    @Nullable String message,
    Map<String, Long> rawSnapshots,
    Map<String, RunCounts> datasets) {

  enum Status {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  /** All data sets together. */
  RunCounts counts() {
    return datasets.values().stream().reduce(RunCounts.NONE, RunCounts::plus);
  }
}
