package io.tidewatch.feature;

import io.tidewatch.testing.TestingKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning. */
final class TestingTopic implements AutoCloseable {
  private final KafkaConsumer<String, String> consumer;

  TestingTopic(String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                TestingKafka.bootstrapServers(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.subscribe(java.util.List.of(topic));
  }

  ConsumerRecord<String, String> next(Predicate<ConsumerRecord<String, String>> wanted) {
    Instant end = Instant.now().plusSeconds(300);
    while (Instant.now().isBefore(end)) {
      ConsumerRecord<String, String> found = null;
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
        if (found == null && wanted.test(record)) {
          found = record;
        }
      }
      if (found != null) {
        return found;
      }
    }
    throw new AssertionError("no such record within five minutes");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
