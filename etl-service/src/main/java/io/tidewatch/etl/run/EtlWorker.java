package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.platform.runs.PipelineRuns;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides whether a run is due and carries it out.
 *
 * <p>It looks at states, not at messages: at the requests that are stored, and at whether the raw
 * tables have moved since the last run. So nothing that was missed stays missed, and a run that was
 * killed is found and done again.
 */
@Component
class EtlWorker {
  private static final Logger log = LoggerFactory.getLogger(EtlWorker.class);
  private static final String LIVE = "clickstream";

  private final Runs runs;
  private final RawTables raw;
  private final EtlRun etl;
  private final EtlProperties properties;
  private final PipelineRuns reports;
  private final Clock clock;

  EtlWorker(
      Runs runs,
      RawTables raw,
      EtlRun etl,
      EtlProperties properties,
      PipelineRuns reports,
      Clock clock) {
    this.runs = runs;
    this.raw = raw;
    this.etl = etl;
    this.properties = properties;
    this.reports = reports;
    this.clock = clock;
  }

  /** Carries out the run that is due, if any. */
  void work() {
    Optional<Run> abandoned = runs.abandoned();
    if (abandoned.isPresent()) {
      carryOut(abandoned.get());
      return;
    }
    Optional<Run> queued = runs.queued();
    if (queued.isPresent()) {
      if (ripe(queued.get())) {
        carryOut(queued.get());
      }
      return;
    }
    if (hasMoved()) {
      carryOut(runs.request("raw tables have moved"));
    }
  }

  private boolean ripe(Run run) {
    Instant now = clock.instant();
    return run.touchedAt().plus(properties.debounce()).isBefore(now)
        || run.requestedAt().plus(properties.longestWait()).isBefore(now);
  }

  private boolean hasMoved() {
    Optional<Run> last = runs.lastEnded();
    Map<String, Long> now = raw.snapshots();
    if (last.isEmpty()) {
      return !now.isEmpty();
    }
    Map<String, Long> then = last.get().rawSnapshots();
    if (now.equals(then)) {
      return false;
    }
    Map<String, Long> filesNow = new HashMap<>(now);
    Map<String, Long> filesThen = new HashMap<>(then);
    filesNow.remove(LIVE);
    filesThen.remove(LIVE);
    return !filesNow.equals(filesThen)
        || last.get().requestedAt().plus(properties.liveInterval()).isBefore(clock.instant());
  }

  private void carryOut(Run run) {
    String id = run.id().toString();
    if (run.attempts() >= properties.maxAttempts()) {
      fail(run, "Given up after %d attempts; the last one was killed.".formatted(run.attempts()));
      return;
    }
    Map<String, Long> snapshots = raw.snapshots();
    runs.started(run.id(), snapshots);
    try {
      Map<String, RunCounts> counts = etl.run(id, snapshots);
      runs.succeeded(run.id(), counts, null);
      log.atInfo().addKeyValue("run", id).addKeyValue("counts", counts).log("run succeeded");
    } catch (RuntimeException e) {
      if (run.attempts() + 1 >= properties.maxAttempts()) {
        fail(run, message(e));
      }
      // the run stays RUNNING: the next look finds it and tries again, after the scheduler's pause
      throw e;
    }
  }

  private void fail(Run run, String message) {
    runs.failed(run.id(), message);
    reports.failed(run.id().toString(), EtlRun.JOB, message, null);
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
