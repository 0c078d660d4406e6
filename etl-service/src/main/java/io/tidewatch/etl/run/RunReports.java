package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.ProcessedReady;
import io.tidewatch.etl.refine.Refinements;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.platform.runs.PipelineRuns;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/**
 * Tells the other services about runs. How far a run is may get lost while Kafka is down; how it
 * ended is told until Kafka has it, and then perhaps twice.
 */
@Component
class RunReports {
  private static final Logger log = LoggerFactory.getLogger(RunReports.class);

  private final PipelineRuns reports;
  private final EventPublisher events;
  private final Runs runs;
  private final Refinements refinements;

  RunReports(PipelineRuns reports, EventPublisher events, Runs runs, Refinements refinements) {
    this.reports = reports;
    this.events = events;
    this.runs = runs;
    this.refinements = refinements;
  }

  /** Reports that a run begins; the result reports each of its steps. */
  Consumer<String> started(Run run, int steps) {
    String id = run.id().toString();
    boolean[] heard = {
      tell(
          () ->
              reports.started(
                  id, Run.JOB, EtlTables.inputs(refinements), EtlTables.outputs(refinements)))
    };
    AtomicInteger done = new AtomicInteger();
    return step -> {
      log.atDebug().addKeyValue("run", id).addKeyValue("step", step).log("Next step: {}", step);
      double fraction = Math.min(1.0, done.getAndIncrement() / (double) steps);
      if (heard[0]) {
        heard[0] = tell(() -> reports.progressed(id, Run.JOB, step, fraction));
      }
    };
  }

  /** Announces the ends of runs that Kafka does not have yet. */
  void announceEnded() {
    for (Run run : runs.unannounced()) {
      String id = run.id().toString();
      if (run.status() == RunStatus.SUCCEEDED) {
        events.publishAndWait(
            new ProcessedReady(
                id, run.snapshots(), run.counts(), Objects.requireNonNull(run.endedAt())));
        reports.completed(
            id,
            Run.JOB,
            EtlTables.inputs(refinements),
            EtlTables.outputs(refinements),
            run.counts());
      } else {
        reports.failed(id, Run.JOB, Objects.requireNonNullElse(run.message(), "failed"), null);
      }
      runs.announced(run.id());
    }
  }

  private static boolean tell(Runnable report) {
    try {
      report.run();
      return true;
    } catch (KafkaException e) {
      log.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("Progress of this run is not reported: Kafka does not answer");
      return false;
    }
  }
}
