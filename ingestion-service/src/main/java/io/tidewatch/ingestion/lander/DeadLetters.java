package io.tidewatch.ingestion.lander;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.metrics.IngestionMetric;
import io.tidewatch.platform.kafka.DeadLetter;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends records that cannot land to the dead-letter topic, byte for byte, with class and reason in
 * their headers.
 */
final class DeadLetters {
  private final KafkaTemplate<byte[], byte[]> kafka;
  private final MeterRegistry meters;

  DeadLetters(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
    this.kafka = kafka;
    this.meters = meters;
  }

  /** Sends a record; Kafka has it when the result completes. */
  CompletableFuture<?> send(
      ConsumerRecord<byte[], byte[]> record, String kind, String field, String reason) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            Topics.deadLetter(record.topic()),
            null,
            record.key(),
            record.value(),
            record.headers());
    Headers headers = letter.headers();
    DeadLetter.add(headers, DeadLetter.KIND, kind);
    DeadLetter.add(headers, DeadLetter.FIELD, field);
    DeadLetter.add(headers, DeadLetter.REASON, reason);
    DeadLetter.add(headers, "tidewatch-topic", record.topic());
    DeadLetter.add(headers, "tidewatch-partition", Integer.toString(record.partition()));
    DeadLetter.add(headers, "tidewatch-offset", Long.toString(record.offset()));
    meters.counter(IngestionMetric.LANDER_DEAD_LETTERS.meterName(), "class", kind).increment();
    return kafka.send(letter);
  }
}
