package io.tidewatch.ingestion.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.TidewatchEvent;
import io.tidewatch.ingestion.metrics.IngestionMetric;
import io.tidewatch.platform.kafka.DeadLetter;
import io.tidewatch.platform.kafka.EventPublisher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Takes items in: checks each, sends the good ones to their topic and the others to its dead-letter
 * topic, and answers when Kafka has them all. How much waits at once is bounded; beyond it callers
 * are told to come back.
 */
@Component
class Collector {
  private static final Logger log = LoggerFactory.getLogger(Collector.class);
  private static final int MOST_REJECTIONS = 1_000;

  private final ItemBodies bodies;
  private final EventPublisher events;
  private final CollectorProperties properties;
  private final MeterRegistry meters;
  private final CollectorRoom room;

  Collector(
      ItemBodies bodies,
      EventPublisher events,
      CollectorProperties properties,
      MeterRegistry meters,
      CollectorRoom room) {
    this.bodies = bodies;
    this.events = events;
    this.properties = properties;
    this.meters = meters;
    this.room = room;
  }

  /**
   * @param rejected why items were not taken; at most a thousand are named
   */
  record Answer(int accepted, List<Rejection> rejected) {}

  Answer collect(HttpServletRequest request, ItemReading reading) throws IOException {
    return collect(request, items -> items, reading);
  }

  /**
   * @param unpacking finds the items in what the body holds
   */
  Answer collect(
      HttpServletRequest request, UnaryOperator<ItemBodies.Items> unpacking, ItemReading reading)
      throws IOException {
    try (CollectorRoom.Part part = room.part()) {
      byte[] body = bodies.body(request, part);
      part.work();
      return take(unpacking.apply(bodies.items(request, body)), reading);
    }
  }

  private Answer take(ItemBodies.Items items, ItemReading reading) {
    int accepted = 0;
    List<TidewatchEvent> good = new ArrayList<>(items.nodes().size());
    RefusedItems refused = new RefusedItems(reading);
    items.broken().forEach(refused::add);
    for (int i = 0; i < items.nodes().size(); i++) {
      JsonNode item = items.nodes().get(i);
      try {
        good.addAll(reading.events(item));
        accepted++;
        bodies.refuseTooMany(good.size());
      } catch (InvalidFieldException e) {
        refused.add(item, new Rejection(items.indexes().get(i), e.reason(), e.field()));
      }
    }
    send(good, refused.letters());
    count("rejected", refused.rejections().size());
    List<Rejection> shown = refused.rejections().stream().limit(MOST_REJECTIONS).toList();
    if (accepted == 0) {
      throw CollectorException.allRejected(shown);
    }
    count("accepted", accepted);
    return new Answer(accepted, shown);
  }

  private void send(List<TidewatchEvent> good, List<DeadLetter> letters) {
    try {
      events.publish(good, letters).get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (KafkaException | org.apache.kafka.common.KafkaException e) {
      throw notStored(e, good.size());
    } catch (ExecutionException | TimeoutException e) {
      throw notStored(e, good.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notStored(e, good.size());
    }
  }

  private CollectorException notStored(Exception e, int items) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof BufferExhaustedException) {
      count("overloaded", items);
      return CollectorException.overloaded();
    }
    count("unavailable", items);
    log.atWarn()
        .addKeyValue("items", items)
        .addKeyValue("reason", cause.toString())
        .log("items not stored by Kafka");
    return CollectorException.unavailable();
  }

  private void count(String outcome, int items) {
    if (items > 0) {
      meters.counter(IngestionMetric.EVENTS.meterName(), "outcome", outcome).increment(items);
    }
  }
}
