package io.tidewatch.ingestion.lander;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.LakeCalls;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.ingestion.events.ClickReading;
import io.tidewatch.ingestion.runs.RunReports;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.testing.TestingKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Every click of the topic is in the table once, whatever happens to the lander. */
class ClickLanderIntegrationTests extends RunningService {
  @Autowired private LanderLifecycle lander;

  @Test
  void landsEachClickOnceThoughLandersStopAndStart() {
    String run = UUID.randomUUID().toString();
    for (int round = 0; round < 4; round++) {
      produce(run, round * 500, 500);
      lander.stop();
      lander.start();
    }
    awaitRows(run, 2000);
    assertThat(offsetsOnce(run))
        .hasSize(2000)
        .allSatisfy((where, times) -> assertThat(times).isOne());
  }

  /** Two landers that both believe the whole topic is theirs, as a zombie does. */
  @Test
  void fencesALanderThatDoesNotKnowOfTheOther() {
    String run = UUID.randomUUID().toString();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    LanderLifecycle zombie = another("zombie", meters);
    zombie.start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                produce(run, (int) produced, 50);
                produced += 50;
                return fenced(meters) + fenced(registry) > 0 && produced >= 500;
              });
      awaitRows(run, (int) produced);
    } finally {
      zombie.stop();
    }
    assertThat(offsetsOnce(run))
        .hasSize((int) produced)
        .allSatisfy((where, times) -> assertThat(times).isOne());
  }

  private long produced;
  @Autowired private MeterRegistry registry;

  private static long fenced(MeterRegistry meters) {
    Timer timer = meters.find("tidewatch.lander.commits").tag("outcome", "fenced").timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  void landsWithTwoLandersAtOnce() {
    String run = UUID.randomUUID().toString();
    LanderLifecycle second = another("ingestion-lander", new SimpleMeterRegistry());
    second.start();
    try {
      for (int round = 0; round < 10; round++) {
        produce(run, round * 100, 100);
      }
      awaitRows(run, 1000);
    } finally {
      second.stop();
    }
    assertThat(offsetsOnce(run))
        .hasSize(1000)
        .allSatisfy((where, times) -> assertThat(times).isOne());
  }

  @Test
  void landsEachClickOnceBesideUpkeepAndErasures() {
    String run = UUID.randomUUID().toString();
    String erased = "gone-" + run;
    LakeCalls calls = new LakeCalls(this);
    for (int round = 0; round < 6; round++) {
      produce(run, round * 100, 100);
      send(erased, click(run, "g" + round, erased));
      calls.post("/collections", "operator", "");
      calls.post("/erasures", "admin", "{\"customerId\": \"%s\"}".formatted(erased));
      lander.stop();
      lander.start();
    }
    awaitRows(run, 600);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              calls.erased(erased);
              return offsetsOnce(run).size() == 600;
            });
    assertThat(offsetsOnce(run)).allSatisfy((where, times) -> assertThat(times).isOne());
    assertThat(calls.done("/collections", "").path("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(offsetsOnce(run))
        .hasSize(600)
        .allSatisfy((where, times) -> assertThat(times).isOne());
  }

  @Test
  void deadLettersWhatCannotLandAndGoesOn() {
    String run = UUID.randomUUID().toString();
    send(run, "{poison " + run);
    send(
        run,
        "{\"eventId\": \"%s-x\", \"type\": \"dance\", \"customerId\": \"C\", \"createdAt\": \"2026-11-20T10:00:00Z\"}"
            .formatted(run));
    produce(run, 0, 5);
    awaitRows(run, 5);
    ConsumerRecord<String, String> letter = deadLetter("{poison " + run);
    assertThat(header(letter, "tidewatch-class")).isEqualTo("malformed-json");
    assertThat(header(letter, "tidewatch-reason")).isNotBlank();
    assertThat(header(deadLetter(run + "-x"), "tidewatch-reason")).contains("dance");
  }

  @Autowired private ConsumerFactory<?, ?> consumers;
  @Autowired private ProducerFactory<?, ?> producers;
  @Autowired private ClickReading reading;
  @Autowired private Runs runs;
  @Autowired private RunReports reports;
  @Autowired private EventPublisher events;

  private LanderLifecycle another(String group, MeterRegistry meters) {
    Duration often = Duration.ofMillis(300);
    return new LanderConfiguration()
        .landerLifecycle(
            consumers,
            producers,
            lake,
            dataSets,
            reading,
            runs,
            reports,
            events,
            new LanderProperties(true, "second", group, often, 1000, often, often),
            meters,
            Clock.systemUTC());
  }

  private static void produce(String run, int from, int count) {
    try (KafkaProducer<String, String> producer = producer()) {
      for (int i = from; i < from + count; i++) {
        producer.send(
            new ProducerRecord<>(
                Topics.CLICKSTREAM_EVENTS, "C" + i, click(run, Integer.toString(i), "C" + i)));
      }
      producer.flush();
    }
  }

  private static String click(String run, String number, String customer) {
    return "{\"eventId\": \"%1$s-%2$s\", \"type\": \"view\", \"customerId\": \"%3$s\", \"sessionId\": \"%1$s\", \"createdAt\": \"2026-11-20T10:00:00Z\"}"
        .formatted(run, number, customer);
  }

  private static void send(String key, String value) {
    try (KafkaProducer<String, String> producer = producer()) {
      producer.send(new ProducerRecord<>(Topics.CLICKSTREAM_EVENTS, key, value));
    }
  }

  private static KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", TestingKafka.bootstrapServers()),
        new StringSerializer(),
        new StringSerializer());
  }

  private static KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", TestingKafka.bootstrapServers(),
            "group.id", UUID.randomUUID().toString(),
            "auto.offset.reset", "earliest"),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private ConsumerRecord<String, String> deadLetter(String containing) {
    try (KafkaConsumer<String, String> consumer = consumer()) {
      consumer.subscribe(List.of(Topics.deadLetter(Topics.CLICKSTREAM_EVENTS)));
      return Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                for (ConsumerRecord<String, String> one : consumer.poll(Duration.ofMillis(200))) {
                  if (one.value().contains(containing)) {
                    return one;
                  }
                }
                return null;
              },
              java.util.Objects::nonNull);
    }
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private void awaitRows(String run, int count) {
    Awaitility.await(run)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(offsetsOnce(run).size()).isGreaterThanOrEqualTo(count));
  }

  /** How often each partition and offset of a test's clicks is in the table. */
  private Map<String, Integer> offsetsOnce(String run) {
    Map<String, Integer> times = new HashMap<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table())
            .where(Expressions.equal("session_id", run))
            .select("session_id", "_kafka_partition", "_position")
            .build()) {
      for (Record row : rows) {
        times.merge(
            row.getField("_kafka_partition") + ":" + row.getField("_position"), 1, Integer::sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return times;
  }

  private Table table() {
    return lake.raw(dataSets.find("clickstream").orElseThrow());
  }
}
