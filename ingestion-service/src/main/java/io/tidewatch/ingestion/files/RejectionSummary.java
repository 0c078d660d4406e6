package io.tidewatch.ingestion.files;

import io.tidewatch.ingestion.reading.Flaw;
import io.tidewatch.ingestion.runs.Run.RowProblem;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts why rows were rejected. */
final class RejectionSummary {
  private static final int KEPT = 20;

  private final Map<Reason, Tally> tallies = new HashMap<>();

  private record Reason(@Nullable String column, String check) {}

  private static final class Tally {
    private final String firstReason;
    private final long firstPosition;
    private long rows;

    Tally(String firstReason, long firstPosition) {
      this.firstReason = firstReason;
      this.firstPosition = firstPosition;
    }
  }

  void add(long position, Flaw flaw) {
    tallies.computeIfAbsent(
            new Reason(flaw.column(), flaw.check()), r -> new Tally(flaw.reason(), position))
        .rows++;
  }

  /** The most frequent reasons first. */
  List<RowProblem> most() {
    return tallies.entrySet().stream()
        .map(
            t ->
                new RowProblem(
                    t.getKey().column(),
                    t.getKey().check(),
                    t.getValue().firstReason,
                    t.getValue().rows,
                    t.getValue().firstPosition))
        .sorted(Comparator.comparingLong(RowProblem::rows).reversed())
        .limit(KEPT)
        .toList();
  }
}
