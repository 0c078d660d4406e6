package io.tidewatch.ingestion.runs;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.lake.dataset.DataSet.Policy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file, or one period of live landing.
 *
 * @param checksum SHA-256 of the file; null for live landing
 * @param location where the file is kept; null for live landing
 * @param snapshotId the Iceberg snapshot that holds the rows; null until they are landed
 * @param landedAt when the rows were committed; null until then
 * @param problem the last part of the problem type that ended the run; null if none did
 */
public record Run(
    UUID id,
    String job,
    String dataset,
    @Nullable String fileName,
    @Nullable String checksum,
    long bytes,
    long bytesRead,
    @Nullable String location,
    RunStatus status,
    @Nullable String step,
    RunCounts counts,
    @Nullable Long snapshotId,
    @Nullable UUID duplicateOf,
    @Nullable String message,
    @Nullable String problem,
    @Nullable Long problemLine,
    List<RowProblem> problems,
    boolean cancelRequested,
    Instant receivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant landedAt,
    @Nullable Instant endedAt) {

  /**
   * A reason for which rows were rejected, or loaded with a warning.
   *
   * @param column the column at fault; null if it is the whole record
   * @param rows how many rows
   * @param firstPosition the line of the first of them
   * @param policy whether the rows were dropped or loaded all the same
   */
  public record RowProblem(
      @Nullable String column,
      String check,
      String reason,
      long rows,
      long firstPosition,
      Policy policy) {

    public RowProblem {
      policy = policy == null ? Policy.DROP_ROW : policy; // runs of before there were policies
    }
  }

  /** How far the run is, 0..1. */
  public double progress() {
    return status.ended() ? 1 : bytes == 0 ? 0 : Math.min(1, (double) bytesRead / bytes);
  }
}
