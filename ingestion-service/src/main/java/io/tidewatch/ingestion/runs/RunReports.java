package io.tidewatch.ingestion.runs;

import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.platform.runs.PipelineRuns;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/**
 * Reports runs in order on one thread, so that a broker that is down delays no landing; only the
 * report of a run's good end is waited for.
 */
@Component
public class RunReports implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(RunReports.class);

  private final PipelineRuns pipeline;
  private final ExecutorService inOrder =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("run-reports").factory());

  RunReports(PipelineRuns pipeline) {
    this.pipeline = pipeline;
  }

  /** Reports that a run has started. */
  public void started(Run run) {
    attempt(() -> pipeline.started(run.id().toString(), run.job(), inputs(run), outputs(run)));
  }

  /** Reports how far a run is, 0..1. */
  public void progressed(UUID run, String job, String step, double fraction) {
    attempt(() -> pipeline.progressed(run.toString(), job, step, fraction));
  }

  /** Reports that a run has failed. */
  public void failed(Run run, String message) {
    attempt(() -> pipeline.failed(run.id().toString(), run.job(), message, run.counts()));
  }

  /** Reports that a run was cancelled. */
  public void cancelled(Run run) {
    attempt(() -> pipeline.aborted(run.id().toString(), run.job(), run.counts()));
  }

  /** Reports that a run has ended well; returns when Kafka has the report. */
  public void completed(Run run) {
    try {
      CompletableFuture.runAsync(
              () ->
                  pipeline.completed(
                      run.id().toString(), run.job(), inputs(run), outputs(run), run.counts()),
              inOrder)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : e;
    }
  }

  private void attempt(Runnable report) {
    inOrder.execute(
        () -> {
          try {
            report.run();
          } catch (KafkaException e) {
            log.atWarn().addKeyValue("reason", e.getMessage()).log("run report not stored");
          }
        });
  }

  private static List<Data> inputs(Run run) {
    String name = run.fileName() == null ? run.dataset() : run.fileName();
    return List.of(new Data(run.checksum() == null ? "kafka" : "file", name));
  }

  private static List<Data> outputs(Run run) {
    return List.of(
        new Data("lake", "raw." + run.dataset()), new Data("lake", "quarantine." + run.dataset()));
  }

  @Override
  public void destroy() throws InterruptedException {
    inOrder.shutdown();
    if (!inOrder.awaitTermination(2, TimeUnit.SECONDS)) {
      inOrder.shutdownNow();
    }
  }
}
