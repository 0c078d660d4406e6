package io.tidewatch.platform.kafka;

import io.tidewatch.contracts.events.TidewatchEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.kafka.support.SendResult;
import tools.jackson.databind.json.JsonMapper;

/** Sends events to their topics as JSON. */
public class EventPublisher {
  private final KafkaTemplate<String, String> kafka;
  private final JsonMapper json;

  public EventPublisher(KafkaTemplate<String, String> kafka, JsonMapper json) {
    this.kafka = kafka;
    // the default one logs key and value of each record that was not stored: personal, and a flood
    kafka.setProducerListener(new ProducerListener<>() {});
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
   * Completes when Kafka has all events, or exceptionally as soon as one could not be stored; the
   * others may have been.
   */
  public CompletableFuture<Void> publish(List<? extends TidewatchEvent> events) {
    return publish(events, List.of());
  }

  /** As {@link #publish(List)}; the letters go to their dead-letter topics in the same way. */
  public CompletableFuture<Void> publish(
      List<? extends TidewatchEvent> events, List<DeadLetter> letters) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    AtomicInteger open = new AtomicInteger(events.size() + letters.size());
    if (open.get() == 0) {
      done.complete(null);
    }
    Callback stored =
        (where, failure) -> {
          if (failure != null) {
            done.completeExceptionally(failure);
          } else if (open.decrementAndGet() == 0) {
            done.complete(null);
          }
        };
    kafka.execute(
        producer -> {
          for (TidewatchEvent event : events) {
            producer.send(
                new ProducerRecord<>(event.topic(), event.key(), json.writeValueAsString(event)),
                stored);
          }
          letters.forEach(letter -> producer.send(letter.toRecord(), stored));
          return done;
        });
    return done;
  }

  /**
   * Returns when Kafka has the event.
   *
   * @throws KafkaException if it could not be stored
   */
  public void publishAndWait(TidewatchEvent event) {
    publishAndWait(List.of(event));
  }

  /**
   * Returns when Kafka has all events; they are sent together and waited for once.
   *
   * @throws KafkaException if one of them could not be stored
   */
  public void publishAndWait(List<? extends TidewatchEvent> events) {
    try {
      publish(events).join();
    } catch (CompletionException e) {
      String topics =
          events.stream().map(TidewatchEvent::topic).distinct().collect(Collectors.joining(", "));
      throw new KafkaException("events for " + topics + " were not stored", e.getCause());
    }
  }
}
