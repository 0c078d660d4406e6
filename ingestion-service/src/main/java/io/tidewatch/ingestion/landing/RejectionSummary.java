package io.tidewatch.ingestion.landing;

import io.tidewatch.ingestion.reading.Flaw;
import io.tidewatch.ingestion.runs.Run.RowProblem;
import io.tidewatch.lake.dataset.DataSet.Policy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts why rows were rejected, and why others were loaded with a warning. */
public final class RejectionSummary {
  private static final int KEPT = 20;

  private final Map<Reason, Tally> tallies = new HashMap<>();

  private record Reason(@Nullable String column, String check, Policy policy) {}

  private static final class Tally {
    private final String firstReason;
    private final long firstPosition;
    private long rows;

    Tally(String firstReason, long firstPosition) {
      this.firstReason = firstReason;
      this.firstPosition = firstPosition;
    }
  }

  /** Counts one row. */
  public void add(long position, Flaw flaw, Policy policy) {
    tallies.computeIfAbsent(
            new Reason(flaw.column(), flaw.check(), policy),
            r -> new Tally(flaw.reason(), position))
        .rows++;
  }

  /** Counts what the other has counted. */
  public void add(RejectionSummary other) {
    other.tallies.forEach(
        (reason, tally) ->
            tallies.computeIfAbsent(reason, r -> new Tally(tally.firstReason, tally.firstPosition))
                    .rows +=
                tally.rows);
  }

  /** The most frequent reasons first. */
  public List<RowProblem> most() {
    return tallies.entrySet().stream()
        .map(
            t ->
                new RowProblem(
                    t.getKey().column(),
                    t.getKey().check(),
                    t.getValue().firstReason,
                    t.getValue().rows,
                    t.getValue().firstPosition,
                    t.getKey().policy()))
        .sorted(Comparator.comparingLong(RowProblem::rows).reversed())
        .limit(KEPT)
        .toList();
  }
}
