package io.tidewatch.churn.scoring;

import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.platform.logging.Hashed;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/** Tells the platform of new scores. */
@Component
class Announcements {
  private static final Logger log = LoggerFactory.getLogger(Announcements.class);
  private final EventPublisher events;

  Announcements(EventPublisher events) {
    this.events = events;
  }

  /**
   * Returns when Kafka has all of them.
   *
   * @throws KafkaException if one could not be stored
   */
  void publishAndWait(List<ChurnScored> scores) {
    events.publishAndWait(scores);
  }

  /** Sends one score without waiting: the caller has it already, and it is stored. */
  void publish(ChurnScored score) {
    try {
      events
          .publish(score)
          .whenComplete(
              (sent, e) -> {
                if (e != null) {
                  lost(score, e);
                }
              });
    } catch (KafkaException e) {
      lost(score, e);
    }
  }

  private static void lost(ChurnScored score, Throwable e) {
    log.warn(
        "Score not announced customer={} model={} reason={}",
        Hashed.id(score.customerId()),
        score.model(),
        e.toString());
  }
}
