package io.tidewatch.ingestion.schedules;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.schedules.ScheduleRun.StepState;
import io.tidewatch.platform.runs.PipelineRuns;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/** Tells the pipelines page of runs; a broker that is down holds none up. */
@Component
class ScheduleReports {
  private static final Logger log = LoggerFactory.getLogger(ScheduleReports.class);

  private final PipelineRuns pipeline;

  ScheduleReports(PipelineRuns pipeline) {
    this.pipeline = pipeline;
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
