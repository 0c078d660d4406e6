package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.contracts.events.Topics;
import java.time.Clock;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Asks for runs: rows that landed do, and operators. */
@Component
class RunRequests {
  private static final String OPERATOR = "operator";

  private final Runs runs;
  private final RunSchedule schedule;
  private final Clock clock;

  RunRequests(Runs runs, RunSchedule schedule, Clock clock) {
    this.runs = runs;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** Persists that work is due; the offset is committed after that. */
  @KafkaListener(id = "raw-landed", idIsGroup = false, topics = Topics.RAW_LANDED)
  void landed(RawLanded event) {
    if (Topics.CLICKSTREAM_EVENTS.equals(event.origin())) {
      schedule.atLivePace();
      return;
    }
    runs.queued(event.dataset(), false, clock.instant());
    schedule.soon();
  }

  /** The run that makes everything anew. */
  Run everything() {
    Run run = runs.queued(OPERATOR, true, clock.instant());
    schedule.soon();
    return run;
  }
}
