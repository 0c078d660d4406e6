package io.tidewatch.ingestion.schedules;

import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.schedules.ScheduleRun.StepState;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.platform.runs.PipelineRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/** Tells the pipelines page of runs; a broker that is down holds none up. */
@Component
class ScheduleReports {
  private static final Logger log = LoggerFactory.getLogger(ScheduleReports.class);

  private static final double SECONDS_OF_A_MINUTE = 60;

  private final PipelineRuns pipeline;
  private final EventPublisher events;

  ScheduleReports(PipelineRuns pipeline, EventPublisher events) {
    this.pipeline = pipeline;
    this.events = events;
  }

  void started(ScheduleRun run) {
    attempt(() -> pipeline.started(run.id().toString(), job(run), List.of(), List.of()));
  }

  void step(ScheduleRun run, String step, List<StepState> steps) {
    double done = steps.stream().filter(s -> s.status().ended()).count();
    attempt(() -> pipeline.progressed(run.id().toString(), job(run), step, done / steps.size()));
  }

  void completed(ScheduleRun run) {
    attempt(
        () ->
            pipeline.completed(
                run.id().toString(), job(run), List.of(), List.of(), RunCounts.NONE));
  }

  void failed(ScheduleRun run, String message) {
    attempt(() -> pipeline.failed(run.id().toString(), job(run), message, null));
  }

  /** Alerts whoever listens for anomalies; on the dashboard they stand on the page Live. */
  void late(ScheduleRun run, Instant from, Duration allowed, Instant now) {
    attempt(
        () ->
            events.publishAndWait(
                new AnomalyDetected(
                    "late-" + run.id(),
                    "schedule-minutes",
                    run.schedule(),
                    Duration.between(from, now).toSeconds() / SECONDS_OF_A_MINUTE,
                    allowed.toSeconds() / SECONDS_OF_A_MINUTE,
                    "warning",
                    "The run of schedule %s for %s is not done after %s."
                        .formatted(run.schedule(), run.logicalAt(), allowed),
                    now)));
  }

  void aborted(ScheduleRun run, RunCounts counts) {
    attempt(() -> pipeline.aborted(run.id().toString(), job(run), counts));
  }

  private static String job(ScheduleRun run) {
    return "schedule." + run.schedule();
  }

  private static void attempt(Runnable report) {
    try {
      report.run();
    } catch (KafkaException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("run report not stored");
    }
  }
}
