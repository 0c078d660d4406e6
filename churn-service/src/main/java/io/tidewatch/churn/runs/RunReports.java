package io.tidewatch.churn.runs;

import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.platform.runs.PipelineRuns;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/**
 * Moves a run from state to state, in the database and on {@code pipeline.runs.v1}. The database
 * holds the truth: a run goes on when Kafka cannot take the report.
 */
@Component
public class RunReports {
  private static final Logger log = LoggerFactory.getLogger(RunReports.class);
  private static final int LONGEST_REASON = 400;
  private final Runs runs;
  private final PipelineRuns pipeline;

  RunReports(Runs runs, PipelineRuns pipeline) {
    this.runs = runs;
    this.pipeline = pipeline;
  }

  /** Says that an attempt starts. */
  public void started(Run run, List<Data> inputs, List<Data> outputs) {
    runs.started(run.id());
    report(() -> pipeline.started(run.id().toString(), run.job(), inputs, outputs));
  }

  /** Says what the run does now. */
  public void progressed(Run run, String step, double fraction) {
    report(() -> pipeline.progressed(run.id().toString(), run.job(), step, fraction));
  }

  /** Ends the run well. */
  public void succeeded(
      Run run, List<Data> inputs, List<Data> outputs, RunCounts counts, String message) {
    runs.ended(
        run.id(),
        Run.Status.SUCCEEDED,
        message,
        Map.of("source", counts.source(), "loaded", counts.loaded(), "late", counts.late()));
    log.info("Run succeeded job={} run={} {}", run.job(), run.id(), message);
    report(() -> pipeline.completed(run.id().toString(), run.job(), inputs, outputs, counts));
  }

  /** Ends the run because nothing could be done. */
  public void skipped(Run run, String reason) {
    runs.ended(run.id(), Run.Status.SKIPPED, reason, Map.of());
    log.info("Run skipped job={} run={} reason={}", run.job(), run.id(), reason);
    report(
        () -> {
          pipeline.progressed(run.id().toString(), run.job(), "skipped: " + reason, 1.0);
          pipeline.completed(run.id().toString(), run.job(), List.of(), List.of(), RunCounts.NONE);
        });
  }

  /** Says that an attempt failed and another one will follow. */
  public void troubled(Run run, Throwable cause) {
    runs.troubled(run.id(), reason(cause));
  }

  /** Ends the run after its last attempt. */
  public void failed(Run run, Throwable cause) {
    String message = reason(cause);
    runs.ended(run.id(), Run.Status.FAILED, message, Map.of());
    report(() -> pipeline.failed(run.id().toString(), run.job(), message, null));
  }

  /** Spark's messages carry whole stack traces: the first line says enough. */
  private static String reason(Throwable cause) {
    String line = cause.toString().lines().findFirst().orElse("unknown reason");
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
  }

  private static void report(Runnable report) {
    try {
      report.run();
    } catch (KafkaException e) {
      log.warn("Run not reported to Kafka reason={}", e.toString());
    }
  }
}
