package io.tidewatch.sentiment.stream;

import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.platform.runs.PipelineRuns;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.stereotype.Component;

/**
 * Reports each burst of texts as one run of the job {@code sentiment.score}: from its first batch
 * until nothing has come for the listener's idle interval.
 */
@Component
class ScoringRuns {
  private static final String JOB = "sentiment.score";
  private static final List<Data> INPUTS = List.of(new Data("kafka", Topics.REVIEWS_RECEIVED));
  private static final List<Data> OUTPUTS =
      List.of(
          new Data("kafka", Topics.SENTIMENT_SCORED),
          new Data("postgresql", "sentiment.scored_text"));

  private final PipelineRuns runs;
  private @Nullable String runId;
  private RunCounts counts = RunCounts.NONE;

  ScoringRuns(PipelineRuns runs) {
    this.runs = runs;
  }

  synchronized void batchStarted() {
    if (runId == null) {
      runId = UUID.randomUUID().toString();
      counts = RunCounts.NONE;
      runs.started(runId, JOB, INPUTS, OUTPUTS);
    }
  }

  synchronized void batchStored(long source, long loaded, long duplicate) {
    counts = counts.plus(new RunCounts(source, loaded, 0, duplicate, 0));
    if (runId != null) {
      runs.progressed(runId, JOB, "%d texts scored".formatted(counts.source()), null);
    }
  }

  synchronized void putAside() {
    counts = counts.plus(new RunCounts(1, 0, 1, 0, 0));
  }

  @EventListener
  synchronized void idle(ListenerContainerIdleEvent event) {
    if (runId != null) {
      runs.completed(runId, JOB, INPUTS, OUTPUTS, counts);
      runId = null;
    }
  }
}
