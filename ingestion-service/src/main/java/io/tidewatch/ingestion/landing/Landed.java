package io.tidewatch.ingestion.landing;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.runs.Run.RowProblem;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What a landing did.
 *
 * @param run whose rows are in the table; another one than asked if the content was there already
 */
public record Landed(UUID run, RunCounts counts, long snapshotId, List<RowProblem> problems) {
  /** What the landing with this mark did, which an earlier try or another run has committed. */
  public static Landed already(LandingMark mark, Table raw) {
    return new Landed(mark.runId(), mark.counts(), snapshot(raw), List.of());
  }

  /** The table's present snapshot, or -1 if it has none. */
  public static long snapshot(Table raw) {
    Snapshot current = raw.currentSnapshot();
    return current == null ? -1 : current.snapshotId();
  }
}
