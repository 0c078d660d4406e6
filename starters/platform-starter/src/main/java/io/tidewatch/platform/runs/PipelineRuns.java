package io.tidewatch.platform.runs;

import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.contracts.events.PipelineRunReported.Counts;
import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.events.PipelineRunReported.ErrorMessage;
import io.tidewatch.contracts.events.PipelineRunReported.Facets;
import io.tidewatch.contracts.events.PipelineRunReported.Progress;
import io.tidewatch.contracts.events.PipelineRunReported.State;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.platform.kafka.EventPublisher;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports the runs of a service's jobs to {@code pipeline.runs.v1}. */
public class PipelineRuns {
  private final EventPublisher events;
  private final Clock clock;
  private final String service;

  public PipelineRuns(EventPublisher events, Clock clock, String service) {
    this.events = events;
    this.clock = clock;
    this.service = service;
  }

  /**
   * Reports that a run has started.
   *
   * @param runId a UUID
   * @param job for example {@code ingest.customers}
   */
  public void started(String runId, String job, List<Data> inputs, List<Data> outputs) {
    report(State.START, runId, job, inputs, outputs, Facets.NONE);
  }

  /** Reports what a run does now and how far it is (0..1, null if unknown). */
  public void progressed(String runId, String job, String step, @Nullable Double fraction) {
    report(
        State.RUNNING,
        runId,
        job,
        List.of(),
        List.of(),
        new Facets(null, Progress.of(step, fraction), null));
  }

  /** Reports that a run has ended well, with its row counts. */
  public void completed(
      String runId, String job, List<Data> inputs, List<Data> outputs, RunCounts counts) {
    report(State.COMPLETE, runId, job, inputs, outputs, new Facets(Counts.of(counts), null, null));
  }

  /** Reports that a run has failed, with the counts up to then if there are any. */
  public void failed(String runId, String job, String message, @Nullable RunCounts counts) {
    report(
        State.FAIL,
        runId,
        job,
        List.of(),
        List.of(),
        new Facets(counts == null ? null : Counts.of(counts), null, ErrorMessage.of(message)));
  }

  /** Reports that somebody stopped a run, with the counts up to then. */
  public void aborted(String runId, String job, RunCounts counts) {
    report(
        State.ABORT, runId, job, List.of(), List.of(), new Facets(Counts.of(counts), null, null));
  }

  private void report(
      State state, String runId, String job, List<Data> inputs, List<Data> outputs, Facets facets) {
    events.publishAndWait(
        new PipelineRunReported(
            state,
            clock.instant(),
            new PipelineRunReported.Run(runId, facets),
            new PipelineRunReported.Job(service, job),
            inputs,
            outputs,
            PipelineRunReported.PRODUCER,
            PipelineRunReported.SCHEMA));
  }
}
