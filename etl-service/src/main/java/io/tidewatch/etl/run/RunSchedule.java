package io.tidewatch.etl.run;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The one persisted execution that works off runs. It is there before whoever asked is answered,
 * and never twice.
 */
@Component
class RunSchedule {
  static final String TASK = "etl";
  private static final TaskInstance<Void> INSTANCE = new TaskInstance<>(TASK, "newest");

  private final ObjectProvider<SchedulerClient> scheduler;
  private final EtlProperties properties;
  private final Runs runs;
  private final Clock clock;

  RunSchedule(
      ObjectProvider<SchedulerClient> scheduler, EtlProperties properties, Runs runs, Clock clock) {
    this.scheduler = scheduler;
    this.properties = properties;
    this.runs = runs;
    this.clock = clock;
  }

  /** Work is due as soon as no more data lands for a moment, and does not wait for that forever. */
  void soon() {
    Instant now = clock.instant();
    Instant quiet = now.plus(properties.debounce());
    Instant latest =
        runs.waitsSince().map(since -> since.plus(properties.longestWait())).orElse(quiet);
    Instant due = latest.isBefore(quiet) ? latest : quiet;
    at(due, there -> !there.equals(due));
  }

  /** Work is due at the pace of live data. */
  void atLivePace() {
    Instant soon = clock.instant().plus(properties.debounce());
    Instant paced =
        runs.lastStart().map(start -> start.plus(properties.liveInterval())).orElse(soon);
    Instant due = paced.isAfter(soon) ? paced : soon;
    at(due, there -> there.isAfter(due));
  }

  /** What a process that is gone has left is looked after. */
  @EventListener(ApplicationReadyEvent.class)
  void atStart() {
    soon();
  }

  private void at(Instant time, Predicate<Instant> otherwise) {
    SchedulerClient client = scheduler.getObject();
    if (client.scheduleIfNotExists(INSTANCE, time)) {
      return;
    }
    // one that works now looks for newer requests when it ends; one that waits may be moved
    Optional<ScheduledExecution<Object>> there = client.getScheduledExecution(INSTANCE);
    if (there.isPresent()
        && !there.get().isPicked()
        && otherwise.test(there.get().getExecutionTime())) {
      client.schedule(INSTANCE, time, SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
    } else if (there.isEmpty()) {
      client.scheduleIfNotExists(INSTANCE, time);
    }
  }
}
