package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.contracts.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Asks for a run when a file has landed. The request is stored before the record's offset is
 * committed, so no landing is forgotten; live landings are found by comparing snapshots.
 */
@Component
class LandingListener {
  private static final Logger log = LoggerFactory.getLogger(LandingListener.class);

  private final Runs runs;

  LandingListener(Runs runs) {
    this.runs = runs;
  }

  @KafkaListener(topics = Topics.RAW_LANDED)
  void on(RawLanded landed) {
    if (Topics.CLICKSTREAM_EVENTS.equals(landed.origin())) {
      return;
    }
    Run run = runs.request("landing of " + landed.dataset());
    log.atInfo()
        .addKeyValue("dataset", landed.dataset())
        .addKeyValue("etlRun", run.id())
        .log("run asked for");
  }
}
