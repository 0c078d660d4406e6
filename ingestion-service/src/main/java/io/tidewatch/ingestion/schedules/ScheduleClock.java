package io.tidewatch.ingestion.schedules;

import io.tidewatch.ingestion.schedules.ScheduleRun.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Queues runs when their time has come. A time gives one run, whichever instance sees it first and
 * whatever breaks: the run and the next time are kept in one transaction, and the time is the run's
 * cause.
 */
@Component
class ScheduleClock {
  private static final int MOST_AT_ONCE = 1000;
  private static final Duration MISSED_AFTER = Duration.ofMinutes(1);
  private static final String NAME = "schedule";

  private final Schedules schedules;
  private final ScheduleRuns runs;
  private final TransactionOperations transactions;
  private final Clock clock;

  ScheduleClock(
      Schedules schedules, ScheduleRuns runs, TransactionOperations transactions, Clock clock) {
    this.schedules = schedules;
    this.runs = runs;
    this.transactions = transactions;
    this.clock = clock;
  }

  void tick() {
    Instant now = clock.instant();
    transactions.executeWithoutResult(status -> schedules.due(now).forEach(k -> queue(k, now)));
    runs.wakeOpen();
  }

  private void queue(Schedules.Kept kept, Instant now) {
    Schedule schedule = kept.schedule();
    List<Instant> times = new ArrayList<>();
    Instant next = kept.nextDue();
    while (next != null && !next.isAfter(now) && times.size() < MOST_AT_ONCE) {
      times.add(next);
      next = schedule.next(next).orElse(null);
    }
    List<Instant> wanted =
        switch (schedule.catchUp()) {
          case ALL -> times;
          case LATEST -> newest(schedule, times, now);
          case NONE -> times.stream().filter(t -> t.isAfter(now.minus(MISSED_AFTER))).toList();
        };
    for (Instant time : wanted) {
      runs.queue(kept, cause(time), time, Trigger.CRON, NAME);
    }
    schedules.dueNext(kept.name(), next);
  }

  /** The last of the times, or nothing while there are more of them than fit a tick. */
  private static List<Instant> newest(Schedule schedule, List<Instant> times, Instant now) {
    Instant last = times.getLast();
    boolean more = schedule.next(last).filter(t -> !t.isAfter(now)).isPresent();
    return more ? List.of() : List.of(last);
  }

  /**
   * What a backfill has done.
   *
   * @param queued times that got a run
   * @param present times that had one already
   */
  record Backfill(int queued, int present) {}

  /**
   * Queues a run for each time of the cron expression in a period that has none yet.
   *
   * @param until exclusive
   * @throws IllegalArgumentException if the schedule has no cron expression, the period is not
   *     past, or has more than {@value #MOST_AT_ONCE} times
   */
  Backfill backfill(Schedules.Kept kept, Instant from, Instant until, String requestedBy) {
    Schedule schedule = kept.schedule();
    Schedule.require(schedule.cron() != null, "The schedule has no 'cron' whose times to fill.");
    Schedule.require(from.isBefore(until), "'from' must be before 'until'.");
    Schedule.require(!until.isAfter(clock.instant()), "'until' must not be in the future.");
    List<Instant> times = new ArrayList<>();
    Optional<Instant> next = schedule.next(from.minusNanos(1));
    while (next.isPresent() && next.get().isBefore(until)) {
      Schedule.require(
          times.size() < MOST_AT_ONCE,
          "The period has more than %d times; take a shorter one.".formatted(MOST_AT_ONCE));
      times.add(next.get());
      next = schedule.next(next.get());
    }
    Integer queued =
        transactions.execute(
            status ->
                (int)
                    times.stream()
                        .filter(
                            t ->
                                runs.queue(kept, cause(t), t, Trigger.BACKFILL, requestedBy)
                                    .isPresent())
                        .count());
    int done = queued == null ? 0 : queued;
    return new Backfill(done, times.size() - done);
  }

  private static String cause(Instant time) {
    return "time:" + time;
  }
}
