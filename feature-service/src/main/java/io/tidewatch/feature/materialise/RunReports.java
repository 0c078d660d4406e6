package io.tidewatch.feature.materialise;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidewatch.contracts.events.CuratedReady;
import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.feature.materialise.Materialisation.Materialised;
import io.tidewatch.feature.run.Runs;
import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.platform.runs.PipelineRuns;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells of materialisation runs: run documents, lineage, metrics, and that the views are ready. */
@Component
class RunReports {
  private static final Logger log = LoggerFactory.getLogger(RunReports.class);
  private static final String JOB = Materialisation.JOB;

  private final Runs runs;
  private final PipelineRuns lineage;
  private final EventPublisher events;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Map<String, AtomicLong> rows = new ConcurrentHashMap<>();

  RunReports(
      Runs runs, PipelineRuns lineage, EventPublisher events, Clock clock, MeterRegistry meters) {
    this.runs = runs;
    this.lineage = lineage;
    this.events = events;
    this.clock = clock;
    this.meters = meters;
  }

  /** Is told how far a run is. */
  interface Progress {
    void at(String step, double fraction);
  }

  /** Runs a materialisation and reports its start, steps and end. */
  void around(UUID id, Map<String, Long> inputs, Function<Progress, Materialised> work) {
    for (UUID dead : runs.interrupted(JOB)) {
      lineage.failed(dead.toString(), JOB, "the service stopped during the run", null);
    }
    List<Data> read = tables(inputs.keySet());
    List<Data> written = tables(FeatureViews.ALL.stream().map(v -> v.table()).toList());
    runs.running(id, JOB, inputs);
    lineage.started(id.toString(), JOB, read, written);
    Timer.Sample sample = Timer.start(meters);
    boolean succeeded = false;
    String problem = "the run was stopped";
    try {
      Materialised made =
          work.apply((step, fraction) -> lineage.progressed(id.toString(), JOB, step, fraction));
      long total = made.rows().values().stream().mapToLong(Long::longValue).sum();
      made.rows().forEach(this::count);
      events.publishAndWait(ready(id, made));
      runs.succeeded(id, made.asOf(), made.snapshots(), made.rows());
      lineage.completed(id.toString(), JOB, read, written, new RunCounts(total, total, 0, 0, 0));
      succeeded = true;
      log.atInfo().addKeyValue("run", id).addKeyValue("rows", made.rows()).log("views are ready");
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw e;
    } finally {
      sample.stop(meters.timer("tidewatch.feature.materialisation", "succeeded", "" + succeeded));
      if (!succeeded) {
        runs.failed(id, problem);
        lineage.failed(id.toString(), JOB, problem, null);
      }
    }
  }

  private CuratedReady ready(UUID id, Materialised made) {
    long customers = made.rows().getOrDefault(FeatureViews.CUSTOMER.table(), 0L);
    return new CuratedReady(
        id.toString(), made.snapshots(), customers, made.asOf(), clock.instant());
  }

  private void count(String table, long count) {
    rows.computeIfAbsent(
            table,
            t ->
                meters.gauge(
                    "tidewatch.feature.rows",
                    io.micrometer.core.instrument.Tags.of("table", t),
                    new AtomicLong()))
        .set(count);
  }

  private static List<Data> tables(Collection<String> names) {
    return names.stream().map(name -> new Data("lake", name)).toList();
  }
}
