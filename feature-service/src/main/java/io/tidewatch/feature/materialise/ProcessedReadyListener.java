package io.tidewatch.feature.materialise;

import io.tidewatch.contracts.events.ProcessedReady;
import io.tidewatch.contracts.events.Topics;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Notes each announcement of processed data before its offset is committed. */
@Component
class ProcessedReadyListener {
  private final Announcements announcements;

  ProcessedReadyListener(Announcements announcements) {
    this.announcements = announcements;
  }

  @KafkaListener(id = "processed-ready", idIsGroup = false, topics = Topics.PROCESSED_READY)
  void ready(ProcessedReady event) {
    announcements.add();
  }
}
