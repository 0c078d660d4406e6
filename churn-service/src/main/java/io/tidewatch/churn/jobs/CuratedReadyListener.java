package io.tidewatch.churn.jobs;

import io.tidewatch.contracts.events.CuratedReady;
import io.tidewatch.contracts.events.Topics;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears that the curated tables are new; the offset moves on once the job is stored. */
@Component
class CuratedReadyListener {
  private final JobQueue queue;

  CuratedReadyListener(JobQueue queue) {
    this.queue = queue;
  }

  @KafkaListener(
      id = "curated-ready",
      groupId = "${spring.application.name}-curated",
      topics = Topics.CURATED_READY)
  void ready(CuratedReady event) {
    queue.refresh(event.runId());
  }
}
