package io.tidewatch.ingestion.schedules;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.metrics.IngestionMetric;
import io.tidewatch.ingestion.schedules.ScheduleRun.Status;
import io.tidewatch.ingestion.schedules.ScheduleRun.StepState;
import io.tidewatch.ingestion.schedules.StepWork.Outcome;
import io.tidewatch.ingestion.schedules.StepWork.StepFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings a run one look further: starts steps whose predecessors have succeeded, looks after those
 * on their way, ends what is over. Every look begins with what PostgreSQL says, so that it goes on
 * after a crash, in whichever instance.
 */
@Component
class ScheduleWork {
  private static final Logger log = LoggerFactory.getLogger(ScheduleWork.class);

  private final Schedules schedules;
  private final ScheduleRuns runs;
  private final StepWork work;
  private final ScheduleReports reports;
  private final TransactionOperations transactions;
  private final MeterRegistry meters;
  private final ScheduleProperties properties;
  private final Clock clock;

  ScheduleWork(
      Schedules schedules,
      ScheduleRuns runs,
      StepWork work,
      ScheduleReports reports,
      TransactionOperations transactions,
      MeterRegistry meters,
      ScheduleProperties properties,
      Clock clock) {
    this.schedules = schedules;
    this.runs = runs;
    this.work = work;
    this.reports = reports;
    this.transactions = transactions;
    this.meters = meters;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Looks at a run.
   *
   * @return when to look again; empty if it has ended
   */
  Optional<Instant> advance(UUID id) {
    Optional<ScheduleRun> found = runs.find(id);
    if (found.isEmpty() || found.get().status().ended()) {
      return Optional.empty();
    }
    ScheduleRun run = found.get();
    Schedule schedule = ScheduleYaml.parse(run.schedule(), run.definition());
    noticeLateness(run, schedule);
    if (run.cancelRequested()) {
      cancel(run, schedule);
      return Optional.empty();
    }
    if (run.status() == Status.QUEUED && !start(run, schedule)) {
      return Optional.of(clock.instant().plus(properties.look()));
    }
    for (StepState state : run.steps()) {
      if (state.status() == Status.RUNNING) {
        lookAfter(run, schedule, schedule.step(state.name()), state);
      }
    }
    startReady(run, schedule);
    return endOrGoOn(id);
  }

  private boolean start(ScheduleRun run, Schedule schedule) {
    Boolean started =
        transactions.execute(
            status -> {
              schedules.lock(run.schedule());
              return runs.start(run, schedule.maxRuns());
            });
    if (!Boolean.TRUE.equals(started)) {
      return false;
    }
    reports.started(run);
    return true;
  }

  private void lookAfter(ScheduleRun run, Schedule schedule, Step step, StepState state) {
    if (state.child() == null) {
      attempt(run, schedule, step, state.attempts()); // a crash came before the record
      return;
    }
    switch (work.look(step, state.child(), state.startedAt())) {
      case Outcome.Good good ->
          runs.endStep(run.id(), step.name(), Status.SUCCEEDED, good.message());
      case Outcome.Bad bad -> failed(run, step, state.attempts(), bad.message());
      case Outcome.Open open -> {
        Instant started = state.startedAt();
        Duration timeout = step.timeout();
        if (started != null && timeout != null && clock.instant().isAfter(started.plus(timeout))) {
          work.cancel(step, state.child());
          failed(run, step, state.attempts(), "not done after " + timeout);
        }
      }
    }
  }

  private void startReady(ScheduleRun before, Schedule schedule) {
    ScheduleRun run = runs.find(before.id()).orElse(before);
    Map<String, Status> states =
        run.steps().stream().collect(Collectors.toMap(StepState::name, StepState::status));
    for (Step step : schedule.inOrder()) {
      StepState state = run.step(step.name());
      if (state.status() != Status.QUEUED) {
        continue;
      }
      List<Status> upstream = step.after().stream().map(states::get).toList();
      if (upstream.contains(Status.FAILED) || upstream.contains(Status.SKIPPED)) {
        runs.endStep(run.id(), step.name(), Status.SKIPPED, "a step before it has failed");
        states.put(step.name(), Status.SKIPPED);
      } else if (upstream.stream().allMatch(s -> s == Status.SUCCEEDED) && isDue(state)) {
        runs.begin(run.id(), step.name(), state.attempts() + 1);
        attempt(run, schedule, step, state.attempts() + 1);
      }
    }
  }

  private boolean isDue(StepState state) {
    return state.notBefore() == null || !state.notBefore().isAfter(clock.instant());
  }

  private void attempt(ScheduleRun run, Schedule schedule, Step step, int attempt) {
    reports.step(run, step.name(), run.steps());
    try {
      runs.child(run.id(), step.name(), work.start(run, schedule, step));
    } catch (StepFailedException e) {
      failed(run, step, attempt, String.valueOf(e.getMessage()));
    }
  }

  private void failed(ScheduleRun run, Step step, int attempt, String message) {
    if (step.retries() != null && attempt <= step.retries()) {
      runs.retryStep(
          run.id(), step.name(), clock.instant().plus(step.pauseAfter(attempt)), message);
    } else {
      runs.endStep(run.id(), step.name(), Status.FAILED, message);
    }
  }

  private Optional<Instant> endOrGoOn(UUID id) {
    ScheduleRun now = runs.find(id).orElse(null);
    if (now == null) {
      return Optional.empty();
    }
    if (!now.steps().stream().allMatch(s -> s.status().ended())) {
      return Optional.of(clock.instant().plus(properties.look()));
    }
    Optional<StepState> failed =
        now.steps().stream().filter(s -> s.status() == Status.FAILED).findFirst();
    Status status = failed.isPresent() ? Status.FAILED : Status.SUCCEEDED;
    failed.ifPresentOrElse(
        s -> reports.failed(now, "step %s: %s".formatted(s.name(), s.message())),
        () -> reports.completed(now));
    end(now, status);
    return Optional.empty();
  }

  private void cancel(ScheduleRun run, Schedule schedule) {
    for (StepState state : run.steps()) {
      if (state.child() != null && state.status() == Status.RUNNING) {
        work.cancel(schedule.step(state.name()), state.child());
      }
      if (!state.status().ended()) {
        runs.endStep(run.id(), state.name(), Status.CANCELLED, null);
      }
    }
    reports.aborted(run, RunCounts.NONE);
    end(run, Status.CANCELLED);
  }

  private void end(ScheduleRun run, Status status) {
    runs.end(run.id(), status);
    meters
        .counter(
            IngestionMetric.SCHEDULE_RUNS.meterName(),
            "schedule",
            run.schedule(),
            "status",
            status.name())
        .increment();
  }

  private void noticeLateness(ScheduleRun run, Schedule schedule) {
    Duration allowed = schedule.sla();
    if (allowed == null || run.late()) {
      return;
    }
    // a backfilled time is long past: what counts is when it was asked for
    Instant from = run.trigger() == ScheduleRun.Trigger.BACKFILL ? run.queuedAt() : run.logicalAt();
    if (clock.instant().isAfter(from.plus(allowed)) && runs.late(run.id())) {
      runs.log(run.id(), null, "late: not done %s after %s".formatted(allowed, from));
      reports.late(run, from, allowed, clock.instant());
      log.atWarn()
          .addKeyValue("schedule", run.schedule())
          .addKeyValue("run", run.id())
          .addKeyValue("sla", allowed)
          .log("run is late");
      meters
          .counter(IngestionMetric.SCHEDULE_LATE.meterName(), "schedule", run.schedule())
          .increment();
    }
  }
}
