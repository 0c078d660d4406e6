package io.tidewatch.dashboard.services;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of a schedule.
 *
 * @param logicalAt the time that it stands for
 * @param trigger {@code CRON}, {@code LANDED}, {@code MANUAL} or {@code BACKFILL}
 * @param late whether its schedule's time limit has gone by
 * @param log null in lists
 */
public record ScheduledRun(
    String id,
    String schedule,
    Instant logicalAt,
    String trigger,
    String requestedBy,
    String status,
    boolean late,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    List<Step> steps,
    @Nullable List<LogLine> log) {
  private static final String REPORTS = "/api/v1/reports/";

  /**
   * One step as it stands.
   *
   * @param child what does its work: ids of runs, or the path of what it has started or made
   */
  public record Step(
      String name, String status, int attempts, @Nullable String child, @Nullable String message) {}

  /** A line of the log. */
  public record LogLine(Instant at, @Nullable String step, String message) {}

  /** Whether it goes on no more. */
  public boolean ended() {
    return endedAt != null;
  }

  /** The id of the report that a step has made. */
  public Optional<String> report() {
    return steps.stream()
        .map(Step::child)
        .filter(Objects::nonNull)
        .filter(child -> child.startsWith(REPORTS))
        .map(child -> child.substring(REPORTS.length()))
        .findFirst();
  }

  /** Whether it can be done again. */
  public boolean repeatable() {
    return status.equals("FAILED") || status.equals("CANCELLED");
  }
}
