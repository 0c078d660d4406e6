package io.tidewatch.etl.run;

import io.tidewatch.etl.refine.Refined;
import io.tidewatch.etl.tables.RawTables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/**
 * Works off what is due: the run that a dead process left, the one that waits, or one that newly
 * landed rows ask for. Doing it twice changes nothing.
 */
@Component
class RunWorker {
  private static final Logger log = LoggerFactory.getLogger(RunWorker.class);

  private final Runs runs;
  private final Watermarks watermarks;
  private final RawTables raw;
  private final EtlJob job;
  private final RunCompletion completion;
  private final RunReports reports;
  private final RunMetrics metrics;
  private final EtlProperties properties;
  private final Clock clock;

  RunWorker(
      Runs runs,
      Watermarks watermarks,
      RawTables raw,
      EtlJob job,
      RunCompletion completion,
      RunReports reports,
      RunMetrics metrics,
      EtlProperties properties,
      Clock clock) {
    this.runs = runs;
    this.watermarks = watermarks;
    this.raw = raw;
    this.job = job;
    this.completion = completion;
    this.reports = reports;
    this.metrics = metrics;
    this.properties = properties;
    this.clock = clock;
  }

  /** Returns when nothing is due that was when it was called. */
  synchronized void work() {
    reports.announceEnded();
    Optional<Run> due = due();
    if (due.isEmpty()) {
      return;
    }
    Run run = due.get();
    if (run.attempts() > properties.maxAttempts()) {
      fail(run, "The process died in each of %d attempts.".formatted(properties.maxAttempts()));
      return;
    }
    Map<String, Refined> known = watermarks.all();
    if (!run.forced() && known.size() > 0 && !landed(known)) {
      runs.forget(run.id());
      return;
    }
    Instant begin = clock.instant();
    log.atInfo()
        .addKeyValue("run", run.id())
        .addKeyValue("trigger", run.trigger())
        .addKeyValue("attempt", run.attempts())
        .log("ETL run begins");
    Consumer<String> steps = reports.started(run, job.steps());
    EtlResult result = job.run(run, run.forced() ? Map.of() : known, steps);
    completion.succeeded(run, result);
    Duration took = Duration.between(begin, clock.instant());
    metrics.succeeded(run.id(), result, took);
    log.atInfo()
        .addKeyValue("run", run.id())
        .addKeyValue("seconds", took.toMillis() / 1000.0)
        .addKeyValue("counts", result.counts())
        .log("ETL run has succeeded");
    reports.announceEnded();
  }

  /**
   * Decides what becomes of the run whose attempt has just failed.
   *
   * @return when to try again; empty if the run has failed for good
   */
  synchronized Optional<Instant> attemptFailed(Throwable cause, int failuresInARow) {
    Instant now = clock.instant();
    Optional<Run> running = runs.running();
    if (running.isEmpty()) {
      // an announcement that Kafka refused, or a database that was away: never given up
      return Optional.of(now.plus(properties.pauseAfter(failuresInARow)));
    }
    Run run = running.get();
    String reason = reason(cause);
    if (run.attempts() >= properties.maxAttempts()) {
      log.atError()
          .addKeyValue("run", run.id())
          .addKeyValue("attempts", run.attempts())
          .setCause(cause)
          .log("ETL run has failed");
      fail(run, reason);
      return Optional.empty();
    }
    Instant again = now.plus(properties.pauseAfter(run.attempts()));
    log.atWarn()
        .addKeyValue("run", run.id())
        .addKeyValue("attempt", run.attempts())
        .addKeyValue("again", again)
        .setCause(cause)
        .log("An attempt of the ETL run has failed");
    runs.note(run.id(), "Attempt %d failed: %s".formatted(run.attempts(), reason));
    return Optional.of(again);
  }

  /** Tells of runs that have ended; those that Kafka refuses are told of by the next work. */
  void announceEnded() {
    try {
      reports.announceEnded();
    } catch (KafkaException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("The end of a run is told later");
    }
  }

  /** Whether rows have landed since the latest successful run. */
  boolean landed() {
    return landed(watermarks.all());
  }

  private void fail(Run run, String reason) {
    runs.failed(run.id(), reason, clock.instant());
    Instant started = Objects.requireNonNullElse(run.startedAt(), clock.instant());
    metrics.failed(Duration.between(started, clock.instant()));
  }

  private Optional<Run> due() {
    Optional<Run> begun = runs.begin(clock.instant());
    if (begun.isPresent() || !landed(watermarks.all())) {
      return begun;
    }
    runs.queued("landed", false, clock.instant());
    return runs.begin(clock.instant());
  }

  private boolean landed(Map<String, Refined> known) {
    Map<String, Long> seen = new HashMap<>();
    known.forEach(
        (name, state) -> {
          if (state.rawSnapshot() != null) {
            seen.put(name, state.rawSnapshot());
          }
        });
    return !raw.snapshots().equals(seen);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse(message);
  }
}
