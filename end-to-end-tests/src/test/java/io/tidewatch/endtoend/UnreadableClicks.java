package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.Topics;
import io.tidewatch.contracts.lake.LakeLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A plain Kafka producer that sends what nobody can read, again and again beside the clicks. */
final class UnreadableClicks implements AutoCloseable {
  private static final String MARK = "unreadable-";

  private final Thread worker = Thread.ofPlatform().unstarted(this::work);
  private volatile int acknowledged;
  private volatile boolean stop;

  void start() {
    worker.start();
  }

  /** Ends; the producer must have got rid of everything that it was given. */
  void stopAndSucceed() throws InterruptedException {
    stop = true;
    worker.join(Duration.ofMinutes(3));
    assertThat(worker.isAlive()).isFalse();
  }

  /** How many the broker has, each once: the producer is idempotent. */
  int acknowledged() {
    return acknowledged;
  }

  /** Topic, partition and offset of each of them that is in quarantine. */
  static List<String> quarantined() {
    List<String> found = new ArrayList<>();
    LakeRows.forEach(
        LakeLayout.QUARANTINE,
        "clickstream",
        List.of("source", "position", "record"),
        row -> {
          if (String.valueOf(row.getField("record")).contains(MARK)) {
            found.add(row.getField("source") + ":" + row.getField("position"));
          }
        });
    return found;
  }

  private void work() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            Platform.kafka(),
            "acks",
            "all",
            "delivery.timeout.ms",
            300_000,
            "max.block.ms",
            300_000);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      while (!stop) {
        String key = Integer.toString(acknowledged);
        producer
            .send(
                new ProducerRecord<>(Topics.CLICKSTREAM_EVENTS, key, "{\"eventId\": " + MARK + key))
            .get();
        acknowledged++;
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (Exception e) {
      throw new IllegalStateException("unreadable clicks were not sent", e);
    }
  }

  @Override
  public void close() {
    stop = true;
    worker.interrupt();
  }
}
