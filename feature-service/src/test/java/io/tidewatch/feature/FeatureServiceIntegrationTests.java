package io.tidewatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.ClickType;
import io.tidewatch.contracts.events.CuratedReady;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.ProcessedReady;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.contracts.events.TextKind;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.feature.online.OnlineFeatures;
import io.tidewatch.feature.view.FeatureVector;
import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.lake.Lake;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.spark.SparkSessions;
import io.tidewatch.testing.TestingKafka;
import io.tidewatch.testing.TestingPostgres;
import io.tidewatch.testing.TestingTokens;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "tidewatch.spark.master=local[2]",
      "tidewatch.spark.shuffle-partitions=2",
      "tidewatch.feature.materialisation.pause=0s",
      "tidewatch.feature.materialisation.check=200ms",
      "db-scheduler.polling-interval=200ms",
    })
@DirtiesContext // closes the service before its servers
@Import(TestingTokens.Keys.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeatureServiceIntegrationTests {
  private static final Path directory =
      Path.of("target", "integration", UUID.randomUUID().toString()).toAbsolutePath();

  @Autowired Lake lake;
  @Autowired SparkSessions spark;
  @Autowired EventPublisher events;
  @Autowired KafkaTemplate<String, String> kafka;
  @Autowired JsonMapper json;
  @Autowired MeterRegistry meters;
  @Autowired OnlineFeatures online;
  @LocalServerPort int port;

  private TestingTopic curated;
  private TestingRest rest;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    TestingKafka.register(registry);
    TestingPostgres.register(registry, "feature");
    registry.add("tidewatch.lake.warehouse", () -> "file:" + directory.resolve("lake"));
    registry.add("tidewatch.data.directory", () -> directory.resolve("data").toString());
  }

  @BeforeAll
  void fillLake() {
    rest = new TestingRest(port);
    TestingLake.fill(lake, spark);
    curated = new TestingTopic(Topics.CURATED_READY);
    materialise();
  }

  @BeforeEach
  void isHealthy() {
    assertThat(rest.status("/api/v1/features", "reader")).isEqualTo(200);
  }

  @AfterEach
  void isStillHealthy() {
    assertThat(rest.status("/api/v1/features", "reader")).isEqualTo(200);
  }

  @Test
  void servesMaterialisedFeaturesByKey() {
    JsonNode ann = rest.get("/api/v1/features/customer/ann", "reader");
    assertThat(ann.at("/asOf").asString()).isEqualTo("2026-03-31T12:00:00Z");
    assertThat(ann.at("/numeric/orders_90d").asDouble()).isEqualTo(2);
    assertThat(ann.at("/numeric/return_rate").asDouble()).isEqualTo(0.5);
    assertThat(ann.at("/categorical/senior_citizen").asString()).isEqualTo("true");
    JsonNode tel = rest.get("/api/v1/features/customer/tel", "reader");
    assertThat(tel.at("/numeric").has("orders_90d")).isFalse();
    JsonNode bob = rest.get("/api/v1/features/clickstream/bob", "reader");
    assertThat(bob.at("/numeric/events_30d").asDouble()).isEqualTo(60);
  }

  @Test
  void answersProblems() {
    assertThat(rest.status("/api/v1/features/customer/ann")).isEqualTo(401);
    rest.problem("/api/v1/features/customer/nobody", 404, "unknown-customer");
    rest.problem("/api/v1/features/weather/ann", 404, "unknown-view");
    rest.problem("/api/v1/runs/" + UUID.randomUUID(), 404, "unknown-run");
    assertThat(rest.post("/api/v1/training-sets", "{\"view\":\"customer\"}", "reader").statusCode())
        .isEqualTo(403);
    assertThat(rest.post("/api/v1/training-sets", "{\"view\":\"x\"}", "analyst").body())
        .contains("https://tidewatch.io/problems/invalid-request");
  }

  @Test
  void materialisesTheSameTwice() {
    List<List<Row>> first = curatedRows();
    JsonNode online = rest.get("/api/v1/features/customer/ann", "reader");
    CuratedReady ready = materialise();

    assertThat(curatedRows()).isEqualTo(first);
    assertThat(rest.get("/api/v1/features/customer/ann", "reader")).isEqualTo(online);
    assertThat(ready.customers()).isEqualTo(3);
    assertThat(ready.snapshots()).hasSize(3);
    JsonNode run = rest.get("/api/v1/runs/" + ready.runId(), "reader");
    assertThat(run.at("/status").asString()).isEqualTo("SUCCEEDED");
    assertThat(run.at("/rows/curated.customer_features").asInt()).isEqualTo(3);
    assertThat(run.at("/inputs").size()).isEqualTo(4);
  }

  @Test
  void turnsAClickIntoOnlineFeaturesWithinASecond() {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String customer = "live-" + UUID.randomUUID();
      ClickRecorded click = click(customer, Instant.now());
      long start = System.nanoTime();
      events.publish(click);
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(60))
          .until(() -> rest.status("/api/v1/features/clickstream/" + customer, "reader") == 200);
      millis.add((System.nanoTime() - start) / 1_000_000);
    }
    List<Long> warm = millis.subList(10, 40).stream().sorted().toList();
    System.out.printf(
        "click to online features over REST: first %d ms, then p50 %d ms, worst of 30 %d ms%n",
        millis.getFirst(), warm.get(15), warm.getLast());
    System.out.println(
        "live latency, created to stored: "
            + meters.get("tidewatch.feature.live.latency").timer().takeSnapshot());
    assertThat(warm.get(15)).isLessThan(1_000);
  }

  @Test
  void addsLiveClicksToTheMaterialisedOnes() {
    Instant at = Instant.parse("2026-03-31T12:00:30Z");
    events.publishAndWait(click("bob", at));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode bob = rest.get("/api/v1/features/clickstream/bob", "reader");
              assertThat(bob.at("/asOf").asString()).isEqualTo(at.toString());
              assertThat(bob.at("/numeric/events_30d").asDouble()).isEqualTo(61);
              assertThat(bob.at("/numeric/days_since_last_click").asDouble()).isEqualTo(0);
            });
    materialise();
    assertThat(rest.get("/api/v1/features/clickstream/bob", "reader").at("/asOf").asString())
        .as("an older materialisation does not replace live features")
        .isEqualTo(at.toString());
  }

  @Test
  void deadLettersPoisonAndGoesOn() {
    try (TestingTopic letters = new TestingTopic(Topics.deadLetter(Topics.CLICKSTREAM_EVENTS))) {
      String poison = "{\"eventId\": \"" + UUID.randomUUID() + "\", broken";
      kafka.send(Topics.CLICKSTREAM_EVENTS, "eve", poison);
      ConsumerRecord<String, String> letter = letters.next(r -> poison.equals(r.value()));
      assertThat(letter.headers().lastHeader("kafka_dlt-exception-message")).isNotNull();
    }
    // a plain producer sends no key
    kafka.send(
        Topics.CLICKSTREAM_EVENTS, json.writeValueAsString(click("after-poison", Instant.now())));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> rest.status("/api/v1/features/clickstream/after-poison", "reader") == 200);
  }

  @Test
  void turnsScoredTextsIntoFeatures() {
    Instant written = Instant.parse("2026-03-01T00:00:00Z");
    SentimentScored bad = scored("t1", "bob", Sentiment.VERY_NEGATIVE, written);
    try (TestingTopic published = new TestingTopic(Topics.FEATURES_CUSTOMER)) {
      events.publishAndWait(bad);
      events.publishAndWait(scored("t2", "bob", Sentiment.POSITIVE, written.plusSeconds(60)));
      events.publishAndWait(bad);
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                JsonNode bob = rest.get("/api/v1/features/text/bob", "reader").at("/numeric");
                assertThat(bob.at("/texts").asDouble()).isEqualTo(2);
                assertThat(bob.at("/share_negative").asDouble()).isEqualTo(0.5);
                assertThat(bob.at("/latest_stars").asDouble()).isEqualTo(4);
                assertThat(bob.at("/trend").asDouble()).isEqualTo(3);
              });
      FeaturesUpdated event =
          json.readValue(
              published.next(r -> r.key().equals("bob|text")).value(), FeaturesUpdated.class);
      assertThat(event.view()).isEqualTo("text");
    }
    materialise();
    assertThat(
            rest.get("/api/v1/features/customer/bob", "reader")
                .at("/numeric/share_negative")
                .asDouble())
        .isEqualTo(0.5);
  }

  @Test
  void forgetsAnErasedCustomer() {
    Instant written = Instant.parse("2026-03-01T00:00:00Z");
    events.publishAndWait(scored("e1", "erin", Sentiment.NEGATIVE, written));
    events.publishAndWait(scored("e2", "fred", Sentiment.NEGATIVE, written));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                rest.status("/api/v1/features/text/erin", "reader") == 200
                    && rest.status("/api/v1/features/text/fred", "reader") == 200);
    kafka.send(Topics.CUSTOMERS_IDENTIFIED, "erin", null).join();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> rest.status("/api/v1/features/text/erin", "reader") == 404);
    try (TestingTopic published = new TestingTopic(Topics.FEATURES_CUSTOMER)) {
      published.next(r -> "erin|text".equals(r.key()) && r.value() == null);
    }
    assertThat(rest.status("/api/v1/features/text/fred", "reader")).isEqualTo(200);
    // nothing of before is counted for who comes back
    events.publishAndWait(scored("e3", "erin", Sentiment.POSITIVE, written.plusSeconds(60)));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> rest.status("/api/v1/features/text/erin", "reader") == 200);
    assertThat(rest.get("/api/v1/features/text/erin", "reader").at("/numeric/texts").asDouble())
        .isEqualTo(1);
  }

  @Test
  void takesAnErasedCustomerOutAgainWhomARunOfBeforeHasBroughtBack() {
    Instant written = Instant.parse("2026-03-01T00:00:00Z");
    events.publishAndWait(scored("g1", "gwen", Sentiment.NEGATIVE, written));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> rest.status("/api/v1/features/text/gwen", "reader") == 200);
    kafka.send(Topics.CUSTOMERS_IDENTIFIED, "gwen", null).join();
    kafka.send(Topics.CUSTOMERS_IDENTIFIED, "ann", null).join();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                rest.status("/api/v1/features/text/gwen", "reader") == 404
                    && rest.status("/api/v1/features/customer/ann", "reader") == 404);
    // what a run that had read its tables before the erasure writes
    for (String view : List.of("customer", "clickstream")) {
      online.replace(List.of(new FeatureVector(view, "gwen", written, Map.of(), Map.of())));
      assertThat(rest.status("/api/v1/features/" + view + "/gwen", "reader")).isEqualTo(200);
    }
    materialise();
    assertThat(rest.status("/api/v1/features/customer/gwen", "reader")).isEqualTo(404);
    assertThat(rest.status("/api/v1/features/clickstream/gwen", "reader")).isEqualTo(404);
    // the tables know of ann, who is a customer again
    assertThat(rest.status("/api/v1/features/customer/ann", "reader")).isEqualTo(200);
  }

  @Test
  void buildsATrainingSet() {
    String order = "{\"view\": \"clickstream\", \"cutoffs\": [\"2026-03-10T00:00:00Z\"]}";
    var accepted = rest.post("/api/v1/training-sets", order, "analyst");
    assertThat(accepted.statusCode()).isEqualTo(202);
    String run = accepted.headers().firstValue("Location").orElseThrow();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> rest.get(run, "reader").at("/status").asString().equals("SUCCEEDED"));
    String table = json.readTree(accepted.body()).at("/table").asString();
    List<Row> labels =
        spark.with(
            s ->
                s.sql(
                        "select label from lake."
                            + table
                            + " where as_of = timestamp'2026-03-10 00:00:00'")
                    .collectAsList());
    assertThat(labels).hasSize(2).allMatch(r -> !r.getBoolean(0));
  }

  @Test
  void keepsTheTextsBesideOneThatCannotBeRead() {
    Instant written = Instant.parse("2026-03-02T00:00:00Z");
    String poison = "{\"textId\": 1, broken " + UUID.randomUUID();
    try (TestingTopic letters = new TestingTopic(Topics.deadLetter(Topics.SENTIMENT_SCORED))) {
      // all in one poll, the unreadable one in the middle
      kafka.send(
          Topics.SENTIMENT_SCORED,
          "x",
          json.writeValueAsString(scored("t7", "carol", Sentiment.POSITIVE, written)));
      kafka.send(Topics.SENTIMENT_SCORED, "x", poison);
      kafka.send(
          Topics.SENTIMENT_SCORED,
          "x",
          json.writeValueAsString(
              scored("t8", "carol", Sentiment.NEGATIVE, written.plusSeconds(60))));
      kafka.flush();
      assertThat(letters.next(r -> poison.equals(r.value())).key()).isEqualTo("x");
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        rest.get("/api/v1/features/text/carol", "reader")
                            .at("/numeric/texts")
                            .asDouble())
                    .isEqualTo(2));
  }

  @Test
  void knowsTheTextsOfThePastAsTheyWereThen() throws Exception {
    Instant first = Instant.parse("2026-02-01T00:00:00Z");
    events.publishAndWait(scored("p1", "dora", Sentiment.VERY_POSITIVE, first));
    events.publishAndWait(
        scored("p2", "dora", Sentiment.VERY_NEGATIVE, first.plus(Duration.ofDays(10))));
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        rest.get("/api/v1/features/text/dora", "reader")
                            .at("/numeric/texts")
                            .asDouble())
                    .isEqualTo(2));
    String order =
        "{\"view\": \"text\", \"cutoffs\": [\"2026-01-31T00:00:00Z\", \"2026-02-05T00:00:00Z\", \"2026-02-20T00:00:00Z\"]}";
    var accepted = rest.post("/api/v1/training-sets", order, "analyst");
    String run = accepted.headers().firstValue("Location").orElseThrow();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> rest.get(run, "reader").at("/status").asString().equals("SUCCEEDED"));
    String table = json.readTree(accepted.body()).at("/table").asString();
    List<String> rows =
        spark.with(
            s ->
                s
                    .sql(
                        "select concat_ws(' ', as_of, texts, share_negative, latest_stars) from lake."
                            + table
                            + " where customer_id = 'dora' order by as_of")
                    .collectAsList()
                    .stream()
                    .map(r -> r.getString(0))
                    .toList());
    assertThat(rows)
        .containsExactly("2026-02-05 00:00:00 1.0 0.0 5.0", "2026-02-20 00:00:00 2.0 0.5 1.0");
  }

  @Test
  void materialisesWhenAsked() {
    assertThat(rest.post("/api/v1/runs", "", "analyst").statusCode()).isEqualTo(403);
    HttpResponse<String> asked = rest.post("/api/v1/runs", "", "operator");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    String run = asked.headers().firstValue("Location").orElseThrow();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> rest.get(run, "reader").at("/status").asString().equals("SUCCEEDED"));
    assertThat(rest.get(run, "reader").at("/rows/curated.customer_features").asInt()).isEqualTo(3);
    assertThat(
            json.readValue(
                    curated
                        .next(r -> r.value().contains(run.substring(run.lastIndexOf('/') + 1)))
                        .value(),
                    CuratedReady.class)
                .customers())
        .isEqualTo(3);
  }

  private CuratedReady materialise() {
    Instant asked = Instant.now();
    events.publishAndWait(new ProcessedReady("etl-run", Map.of(), RunCounts.NONE, asked));
    return json.readValue(
        curated
            .next(r -> json.readValue(r.value(), CuratedReady.class).readyAt().isAfter(asked))
            .value(),
        CuratedReady.class);
  }

  private List<List<Row>> curatedRows() {
    return spark.with(
        s ->
            FeatureViews.ALL.stream()
                .filter(v -> v != FeatureViews.TEXT)
                .map(v -> s.table("lake." + v.table()).orderBy("customer_id", "as_of"))
                .map(frame -> frame.collectAsList())
                .toList());
  }

  private static ClickRecorded click(String customer, Instant at) {
    return new ClickRecorded(
        UUID.randomUUID().toString(),
        ClickType.VIEW,
        customer,
        null,
        at,
        null,
        null,
        null,
        null,
        "p1",
        "c1",
        null,
        9.5,
        null,
        null,
        null,
        null);
  }

  private static SentimentScored scored(String id, String customer, Sentiment s, Instant written) {
    return new SentimentScored(
        id,
        TextKind.REVIEW,
        customer,
        "en",
        s,
        0.9,
        Map.of(s, 0.9),
        false,
        "m1",
        written,
        written.plusSeconds(3600));
  }
}
