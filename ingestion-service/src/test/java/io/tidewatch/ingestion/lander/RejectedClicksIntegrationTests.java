package io.tidewatch.ingestion.lander;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.testing.TestingKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Clicks that cannot land are in quarantine once, and can be mended there. */
class RejectedClicksIntegrationTests extends RunningService {
  private final String mark = UUID.randomUUID().toString().substring(0, 8);

  @Autowired private LanderLifecycle lander;

  @Test
  void keepsThemWithTheirReason() {
    RecordMetadata broken = send(mark + " {no json");
    RecordMetadata early =
        send(
            click(
                "old",
                "view",
                Instant.now().minus(5_000, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
    RecordMetadata dance = send(click("dance", "dance", Instant.now()));
    awaitQuarantined(3);
    assertThat(quarantined())
        .extracting(
            row -> row.getField("source"),
            row -> row.getField("position"),
            row -> row.getField("check_id"),
            row -> row.getField("column_name"),
            row -> row.getField("value"))
        .containsExactlyInAnyOrder(
            tuple(source(broken), broken.offset(), "malformed-json", null, null),
            tuple(source(early), early.offset(), "late", null, null),
            tuple(source(dance), dance.offset(), "invalid", "event_type", "dance"));
    String page = get("/api/v1/quarantine?dataset=clickstream&size=200").body();
    assertThat(page).contains(source(dance), "dance").doesNotContain("SECRET-" + mark);
  }

  @Test
  void repairsThemOnce() throws IOException {
    RecordMetadata wrong = send(click("a", mark, Instant.now()));
    send(click("b", mark, Instant.now()));
    awaitQuarantined(2);
    String run = String.valueOf(quarantined().getFirst().getField("run_id"));
    String repair =
        """
        {"dataset": "clickstream", "rows": {"run": "%s", "check": "invalid", "column": "event_type"},
         "fixes": [{"fix": "set", "column": "event_type", "value": "page_view"}]}"""
            .formatted(run);
    RunCounts first = repaired(repair);
    assertThat(first.loaded()).isGreaterThanOrEqualTo(1);
    assertThat(first.quarantined()).isZero();
    if (first.loaded() == 1) { // the second came with another run of the lander
      repaired(repair.replace(run, String.valueOf(quarantined().getLast().getField("run_id"))));
    }
    assertThat(repaired(repair).source()).isZero();
    List<Record> loaded = raw();
    assertThat(loaded)
        .extracting(row -> row.getField("event_id"))
        .containsExactlyInAnyOrder(mark + "-a", mark + "-b");
    assertThat(loaded)
        .allSatisfy(row -> assertThat(row.getField("event_type")).isEqualTo("page_view"))
        .anySatisfy(row -> assertThat(row.getField("_position")).isEqualTo(wrong.offset()));
  }

  /** As a crash leaves it that comes between the commits of quarantine and of the raw table. */
  @Test
  void keepsThemOnceWhenTheRawTableDoesNotKnowOfThem() {
    awaitQuarantined(0);
    lander.stop();
    Table raw = lake.raw(dataSets.find("clickstream").orElseThrow());
    Map<String, String> before = Map.copyOf(raw.properties());
    lander.start();
    send(click("a", "dance", Instant.now()));
    send(click("b", "dance", Instant.now()));
    awaitQuarantined(2);
    lander.stop();
    raw.refresh();
    UpdateProperties back = raw.updateProperties();
    raw.properties().keySet().stream()
        .filter(name -> name.startsWith(Topics.CLICKSTREAM_EVENTS))
        .forEach(
            name -> {
              String earlier = before.get(name);
              if (earlier == null) {
                back.remove(name);
              } else {
                back.set(name, earlier);
              }
            });
    back.commit();
    lander.start();
    RecordMetadata later = send(click("c", "dance", Instant.now()));
    awaitQuarantined(3);
    assertThat(quarantined())
        .hasSize(3)
        .anySatisfy(row -> assertThat(row.getField("position")).isEqualTo(later.offset()));
  }

  private RunCounts repaired(String repair) throws IOException {
    JsonNode run =
        ended(
            send(
                request("/api/v1/repairs", "operator")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(repair))));
    assertThat(run.get("status").asString()).isEqualTo("SUCCEEDED");
    return JSON.treeToValue(run.get("counts"), RunCounts.class);
  }

  private String click(String number, String type, Instant at) {
    return "{\"eventId\": \"%1$s-%2$s\", \"type\": \"%3$s\", \"customerId\": \"SECRET-%1$s\", \"createdAt\": \"%4$s\"}"
        .formatted(mark, number, type, at);
  }

  private RecordMetadata send(String value) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestingKafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      return producer
          .send(new ProducerRecord<>(Topics.CLICKSTREAM_EVENTS, "SECRET-" + mark, value))
          .get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String source(RecordMetadata sent) {
    return "%s-%d".formatted(sent.topic(), sent.partition());
  }

  private void awaitQuarantined(int rows) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(quarantined().size()).isGreaterThanOrEqualTo(rows));
  }

  private List<Record> quarantined() {
    return rows(lake.quarantine(dataSets.find("clickstream").orElseThrow())).stream()
        .filter(row -> String.valueOf(row.getField("record")).contains(mark))
        .toList();
  }

  private List<Record> raw() {
    return rows(lake.raw(dataSets.find("clickstream").orElseThrow())).stream()
        .filter(row -> String.valueOf(row.getField("event_id")).startsWith(mark))
        .toList();
  }

  private static List<Record> rows(Table table) {
    List<Record> found = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      rows.forEach(row -> found.add(row.copy()));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
