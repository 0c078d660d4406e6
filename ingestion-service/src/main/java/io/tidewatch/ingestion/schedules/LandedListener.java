package io.tidewatch.ingestion.schedules;

import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.schedules.ScheduleRun.Trigger;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Queues runs of schedules that wait for rows of a data set. While one waits already, it stands for
 * the newer rows too. An event that comes twice has one cause, thus one run.
 */
@Component
class LandedListener {
  private final Schedules schedules;
  private final ScheduleRuns runs;

  LandedListener(Schedules schedules, ScheduleRuns runs) {
    this.schedules = schedules;
    this.runs = runs;
  }

  @KafkaListener(
      id = "landed-for-schedules",
      groupId = "${spring.application.name}-schedules",
      topics = Topics.RAW_LANDED)
  void landed(RawLanded event) {
    for (Schedules.Kept kept : schedules.all()) {
      if (!kept.paused()
          && kept.schedule().onLanded().contains(event.dataset())
          && !runs.waits(kept.name())) {
        String cause = "landed:%s:%d".formatted(event.runId(), event.snapshotId());
        runs.queue(kept, cause, event.landedAt(), Trigger.LANDED, "landing of " + event.dataset());
      }
    }
  }
}
