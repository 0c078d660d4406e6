package io.tidewatch.dashboard.runs;

import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.contracts.events.Topics;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps the run log by the events of all services. */
@Component
class PipelineRunListener {
  private final PipelineRunLog runs;

  PipelineRunListener(PipelineRunLog runs) {
    this.runs = runs;
  }

  @KafkaListener(id = "pipeline-runs", idIsGroup = false, topics = Topics.PIPELINE_RUNS)
  void on(PipelineRunReported event) {
    runs.record(event);
  }
}
