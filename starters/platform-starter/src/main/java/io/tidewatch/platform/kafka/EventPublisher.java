package io.tidewatch.platform.kafka;

import io.tidewatch.contracts.events.TidewatchEvent;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import tools.jackson.databind.json.JsonMapper;

/** Sends events to their topics as JSON. */
public class EventPublisher {
  private final KafkaTemplate<String, String> kafka;
  private final JsonMapper json;

  public EventPublisher(KafkaTemplate<String, String> kafka, JsonMapper json) {
    this.kafka = kafka;
    this.json = json;
  }

  /**
   * Completes when Kafka has the event on all in-sync replicas (acks=all, idempotent producer), or
   * exceptionally when it could not be stored within the delivery timeout.
   */
  public CompletableFuture<SendResult<String, String>> publish(TidewatchEvent event) {
    return kafka.send(event.topic(), event.key(), json.writeValueAsString(event));
  }

  /**
   * Returns when Kafka has the event.
   *
   * @throws org.springframework.kafka.KafkaException if it could not be stored
   */
  public void publishAndWait(TidewatchEvent event) {
    try {
      publish(event).join();
    } catch (java.util.concurrent.CompletionException e) {
      throw new org.springframework.kafka.KafkaException(
          "event for topic " + event.topic() + " was not stored", e.getCause());
    }
  }
}
