package io.tidewatch.ingestion.lander;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.metrics.IngestionMetric;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends records that cannot land to the dead-letter topic, byte for byte, with class and reason in
 * their headers. A batch waits for them before it commits, so that none is lost; a batch that is
 * done again sends them again.
 */
final class DeadLetters {
  private final KafkaTemplate<byte[], byte[]> kafka;
  private final MeterRegistry meters;
  private final List<CompletableFuture<?>> sent = Collections.synchronizedList(new ArrayList<>());

  DeadLetters(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
    this.kafka = kafka;
    this.meters = meters;
  }

  void send(ConsumerRecord<byte[], byte[]> record, String kind, String reason) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            Topics.deadLetter(record.topic()),
            null,
            record.key(),
            record.value(),
            record.headers());
    Headers headers = letter.headers();
    header(headers, "tidewatch-class", kind);
    header(headers, "tidewatch-reason", reason);
    header(headers, "tidewatch-topic", record.topic());
    header(headers, "tidewatch-partition", Integer.toString(record.partition()));
    header(headers, "tidewatch-offset", Long.toString(record.offset()));
    sent.add(kafka.send(letter));
    meters.counter(IngestionMetric.LANDER_DEAD_LETTERS.meterName(), "class", kind).increment();
  }

  /** Returns when Kafka has all of them. */
  void await() {
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
      sent.clear();
    } catch (CompletionException e) {
      throw new KafkaException("dead letters were not stored", e.getCause());
    }
  }

  void forget() {
    sent.clear();
  }

  private static void header(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
