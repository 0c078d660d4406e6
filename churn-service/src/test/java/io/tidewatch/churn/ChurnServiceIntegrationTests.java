package io.tidewatch.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.sun.net.httpserver.HttpServer;
import io.tidewatch.churn.training.TestingCustomers;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.CuratedReady;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.lake.Lake;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.spark.SparkSessions;
import io.tidewatch.testing.TestingKafka;
import io.tidewatch.testing.TestingPostgres;
import io.tidewatch.testing.TestingTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service from curated data to scores, against a real broker, database and Spark. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "tidewatch.spark.master=local[2]"})
@Import(TestingTokens.Keys.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChurnServiceIntegrationTests {
  private static final Logger log = LoggerFactory.getLogger(ChurnServiceIntegrationTests.class);
  private static final Path WAREHOUSE = temporary();
  private static final Map<String, String> FEATURES = new ConcurrentHashMap<>();
  private static final List<String> RELAYED = new CopyOnWriteArrayList<>();
  private static final HttpServer FEATURE_SERVICE = featureService();
  private static final int CUSTOMERS = 1_500;

  /** An answer that never comes is told apart from one that says the wrong thing. */
  private static final Duration ANSWER_IN = Duration.ofSeconds(30);

  @Autowired SparkSessions spark;
  @Autowired Lake lake;
  @Autowired EventPublisher events;
  @Autowired JsonMapper json;
  @Autowired Environment environment;
  @Autowired Scheduler scheduler;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private final HttpClient http = HttpClient.newHttpClient();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    TestingPostgres.register(registry, "churn");
    TestingKafka.register(registry);
    registry.add("tidewatch.lake.warehouse", () -> "file:" + WAREHOUSE);
    registry.add(
        "tidewatch.services.feature.url",
        () -> "http://localhost:" + FEATURE_SERVICE.getAddress().getPort());
  }

  @BeforeAll
  void trainsOnTheFirstCuratedData() {
    lake.catalog();
    spark.with(
        session -> {
          TestingCustomers.generated(session, CUSTOMERS, 11)
              .writeTo("lake.curated.customer_features")
              .createOrReplace();
          TestingCustomers.clickers(session, 400, 5)
              .writeTo("lake.curated.clickstream_features")
              .createOrReplace();
          return true;
        });
    curatedReady("first");
    await()
        .atMost(Duration.ofMinutes(15)) // two trainings; a busy machine takes five times as long
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(List.of(scored("customer"), scored("clickstream")))
                    .as(this::runs)
                    .containsExactly((long) CUSTOMERS, 400L));
  }

  @AfterAll
  static void stop() {
    FEATURE_SERVICE.stop(0);
  }

  @Test
  @Order(1)
  void crownsTheFirstModelsAndShowsHowGoodTheyAre() {
    JsonNode models = get("/api/v1/churn/models?model=customer", "reader").body();
    assertThat(models).hasSize(1);
    JsonNode champion = models.get(0);
    assertThat(champion.path("alias").asString()).isEqualTo("champion");
    assertThat(champion.path("version").asString()).matches("customer-\\d{8}-1");
    JsonNode detail =
        get("/api/v1/churn/models/customer/" + champion.path("version").asString(), "reader")
            .body();
    JsonNode metrics = detail.path("metrics");
    for (String measure :
        List.of("rocAuc", "prAuc", "accuracy", "precision", "recall", "f1", "brier", "logLoss")) {
      JsonNode interval = metrics.path(measure);
      assertThat(interval.path("low").asDouble())
          .as(measure)
          .isLessThanOrEqualTo(interval.path("value").asDouble());
      assertThat(interval.path("high").asDouble())
          .as(measure)
          .isGreaterThanOrEqualTo(interval.path("value").asDouble());
    }
    assertThat(metrics.path("rocAuc").path("value").asDouble()).isGreaterThan(0.7);
    assertThat(metrics.path("importances").get(0).path("feature").asString()).isEqualTo("contract");
    assertThat(metrics.path("calibration")).isNotEmpty();
    assertThat(metrics.path("prior").path("probability").asDouble()).isBetween(0.05, 0.6);
    assertThat(detail.path("snapshotId").asLong()).isNotZero();
    assertThat(Path.of(URI.create(detail.path("location").asString())).resolve("pipeline/metadata"))
        .isDirectory();
    log.info("Trained seconds={} rocAuc={}", detail.path("trainSeconds"), metrics.path("rocAuc"));
  }

  @Test
  @Order(2)
  void scoresEveryCustomerAfterTrainingAndAnnouncesEachScore() {
    JsonNode summary = get("/api/v1/churn/summary", "reader").body().get(0);
    assertThat(summary.path("model").asString()).isEqualTo("customer");
    assertThat(
            summary.path("high").asLong()
                + summary.path("medium").asLong()
                + summary.path("low").asLong())
        .isEqualTo(CUSTOMERS);
    assertThat(summary.path("histogram")).hasSize(10);
    assertThat(summary.path("drivers").get(0).path("feature").asString()).isEqualTo("contract");
    List<ChurnScored> announced =
        consume(Topics.CHURN_SCORED, ChurnScored.class, CUSTOMERS + 400).stream()
            .filter(s -> s.model().equals("customer"))
            .toList();
    assertThat(announced.stream().map(ChurnScored::customerId).distinct()).hasSize(CUSTOMERS);
    for (ChurnScored score : announced) {
      assertThat(
              score.baseline()
                  + score.contributions().stream()
                      .mapToDouble(ChurnScored.Contribution::contribution)
                      .sum())
          .isCloseTo(score.probability(), within(1e-9));
    }
    List<String> jobs =
        consume(Topics.PIPELINE_RUNS, PipelineRunReported.class, 8).stream()
            .filter(r -> r.eventType() == PipelineRunReported.State.COMPLETE)
            .map(r -> r.job().name())
            .toList();
    assertThat(jobs).contains("churn.train.customer", "churn.train.clickstream", "churn.score");
  }

  @Test
  @Order(3)
  void pagesPredictionsTheMostEndangeredFirst() {
    JsonNode page = get("/api/v1/churn/predictions?size=20", "reader").body();
    assertThat(page.path("total").asLong()).isEqualTo(CUSTOMERS);
    assertThat(page.path("items")).hasSize(20);
    assertThat(page.path("items").get(0).path("probability").asDouble())
        .isGreaterThanOrEqualTo(page.path("items").get(19).path("probability").asDouble());
    JsonNode found = get("/api/v1/churn/predictions?q=c00001&band=low", "reader").body();
    found
        .path("items")
        .forEach(
            item -> {
              assertThat(item.path("customerId").asString()).contains("C00001");
              assertThat(item.path("band").asString()).isEqualTo("low");
            });
    JsonNode one = get("/api/v1/churn/predictions/C000017", "reader").body();
    assertThat(one.path("customerId").asString()).isEqualTo("C000017");
    assertThat(one.path("history")).hasSize(1);
    Answer none = get("/api/v1/churn/predictions/nobody", "reader");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.body().path("type").asString()).endsWith("/unknown-customer");
    assertThat(get("/api/v1/churn/predictions?sort=shoeSize", "reader").status()).isEqualTo(400);
  }

  @Test
  @Order(4)
  void scoresAKnownCustomerOnTheFeaturesOfThisMoment() {
    FEATURES.put(
        "/api/v1/features/customer/C000001",
        """
        {"view":"customer","customerId":"C000001","asOf":"2026-11-20T10:00:00Z",
         "numeric":{"tenure_months":2,"complaints_90d":3,"monthly_charges":80.5},
         "categorical":{"contract":"Month-to-month"}}""");
    Answer answer = post("/api/v1/churn/customers/C000001/score", "", "analyst");
    assertThat(answer.status()).isEqualTo(200);
    JsonNode score = answer.body();
    assertThat(score.path("probability").asDouble())
        .isGreaterThan(score.path("baseline").asDouble());
    assertThat(score.path("asOf").asString()).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(score.path("contributions").get(0).path("contribution").asDouble()).isPositive();
    assertThat(score.path("missing").toString()).contains("gender").doesNotContain("contract");
    assertThat(RELAYED).last().asString().startsWith("Bearer ey");
    JsonNode stored = get("/api/v1/churn/predictions/C000001", "reader").body();
    assertThat(stored.path("scoreId")).isEqualTo(score.path("scoreId"));
    assertThat(stored.path("history").get(0).path("asOf").asString())
        .isEqualTo("2026-11-20T10:00:00Z");

    Answer unknown = post("/api/v1/churn/customers/nobody/score", "", "analyst");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body().path("type").asString()).endsWith("/unknown-customer");
    FEATURES.put("/api/v1/features/customer/broken", "500");
    Answer broken = post("/api/v1/churn/customers/broken/score", "", "analyst");
    assertThat(broken.status()).isEqualTo(503);
    assertThat(broken.body().path("type").asString()).endsWith("/features-unavailable");
    assertThat(broken.retryAfter()).isNotBlank();
    long[] micros = new long[200];
    for (int i = 0; i < micros.length; i++) {
      long start = System.nanoTime();
      post("/api/v1/churn/customers/C000001/score", "", "analyst");
      micros[i] = (System.nanoTime() - start) / 1_000;
    }
    Arrays.sort(micros);
    log.info("REST score p50={} us p95={} us", micros[100], micros[190]);
  }

  @Test
  @Order(5)
  void scoresFeaturesOfTheBody() {
    JsonNode one =
        post(
                "/api/v1/churn/score",
                """
                {"numeric":{"tenure_months":70,"complaints_90d":0},"categorical":{"contract":"Two year"}}""",
                "analyst")
            .body();
    assertThat(one.path("probability").asDouble()).isLessThan(one.path("baseline").asDouble());
    assertThat(one.path("customerId").asString()).isEqualTo("anonymous");
    JsonNode two =
        post(
                "/api/v1/churn/score",
                """
                [{"model":"customer","categorical":{"contract":"Decade"}},
                 {"model":"clickstream","customerId":"X","numeric":{"days_since_last_click":29}}]""",
                "analyst")
            .body();
    assertThat(two).hasSize(2);
    assertThat(two.get(1).path("model").asString()).isEqualTo("clickstream");
    assertThat(two.get(1).path("probability").asDouble()).isGreaterThan(0.5);
    Answer unknown = post("/api/v1/churn/score", "[{\"numeric\":{\"shoe_size\":44}}]", "analyst");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body().path("type").asString()).endsWith("/unknown-feature");
    assertThat(unknown.body().path("field").asString()).isEqualTo("[0].numeric.shoe_size");
    Answer malformed = post("/api/v1/churn/score", "{\"numeric\":{", "analyst");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.body().path("type").asString()).endsWith("/malformed-json");
    assertThat(post("/api/v1/churn/score", "\"hello\"", "analyst").status()).isEqualTo(400);
    assertThat(post("/api/v1/churn/score", "", "analyst").status()).isEqualTo(400);
    String tooMany = "[" + "{},".repeat(10_000) + "{}]";
    Answer large = post("/api/v1/churn/score", tooMany, "analyst");
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.body().path("type").asString()).endsWith("/too-large");
  }

  @Test
  @Order(6)
  void scoresClickersAsTheirFeaturesChange() {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    events.publishAndWait(clicks("C000002", now, 25));
    Map<String, Object> poison = Map.of("view", "clickstream");
    sendRaw(Topics.FEATURES_CUSTOMER, json.writeValueAsString(poison));
    long start = System.nanoTime();
    events.publishAndWait(clicks("L1", now, 0.1));
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> get("/api/v1/churn/predictions/L1?model=clickstream", "reader").status() == 200);
    log.info("Live score visible after ms={}", (System.nanoTime() - start) / 1_000_000);
    JsonNode first = get("/api/v1/churn/predictions/C000002?model=clickstream", "reader").body();
    assertThat(first.path("asOf").asString()).isEqualTo("2026-11-22T12:00:00Z");
    // again, and an older one: neither changes the latest score
    events.publishAndWait(clicks("C000002", now, 25));
    events.publishAndWait(clicks("C000002", now.minusSeconds(60), 0));
    events.publishAndWait(clicks("L2", now, 0.1));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> get("/api/v1/churn/predictions/L2?model=clickstream", "reader").status() == 200);
    JsonNode again = get("/api/v1/churn/predictions/C000002?model=clickstream", "reader").body();
    assertThat(again.path("scoreId")).isEqualTo(first.path("scoreId"));
    assertThat(again.path("history").size()).isEqualTo(first.path("history").size());
    assertThat(consumeRaw(Topics.deadLetter(Topics.FEATURES_CUSTOMER), 1)).hasSize(1);
    // an erased customer has no score any more, nor any past ones; others keep theirs
    kafka.send(Topics.CUSTOMERS_IDENTIFIED, "L1", null).join();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> get("/api/v1/churn/predictions/L1?model=clickstream", "reader").status() == 404);
    JsonNode other = get("/api/v1/churn/predictions/L2?model=clickstream", "reader").body();
    assertThat(other.path("customerId").asString()).isEqualTo("L2");
    events.publishAndWait(clicks("L1", now.plusSeconds(60), 0.1));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> get("/api/v1/churn/predictions/L1?model=clickstream", "reader").status() == 200);
    JsonNode anew = get("/api/v1/churn/predictions/L1?model=clickstream", "reader").body();
    assertThat(anew.path("history").size()).isEqualTo(other.path("history").size());
  }

  @Test
  @Order(7)
  void letsNobodyInWithoutTheRightRole() {
    assertThat(get("/api/v1/churn/summary", null).status()).isEqualTo(401);
    assertThat(get("/v3/api-docs", null).status()).isEqualTo(401);
    assertThat(post("/api/v1/churn/score", "{}", "reader").status()).isEqualTo(403);
    assertThat(post("/api/v1/churn/customers/C000001/score", "", "reader").status()).isEqualTo(403);
    assertThat(post("/api/v1/churn/models/customer/train", "", "analyst").status()).isEqualTo(403);
    assertThat(post("/api/v1/churn/models/customer/score", "", "analyst").status()).isEqualTo(403);
    assertThat(post("/api/v1/churn/models/customer/x/promote", "", "operator").status())
        .isEqualTo(403);
    assertThat(get("/v3/api-docs", "reader").status()).isEqualTo(200);
  }

  @Test
  @Order(8)
  void measuresDriftOfTheLastBatch() {
    JsonNode monitoring = get("/api/v1/churn/models/customer/monitoring", "reader").body();
    assertThat(monitoring.path("rows").asLong()).isEqualTo(CUSTOMERS);
    assertThat(monitoring.path("scorePsi").asDouble()).isLessThan(0.1);
    assertThat(monitoring.path("drifted")).isEmpty();
    assertThat(monitoring.path("features")).hasSize(36);
  }

  @Test
  @Order(9)
  void doesTheSameWorkOnlyOnce() {
    long runs = get("/api/v1/runs?size=1", "reader").body().path("total").asLong();
    curatedReady("second");
    curatedReady("third");
    await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(8))
        .until(() -> get("/api/v1/runs?size=1", "reader").body().path("total").asLong() == runs);
    JsonNode asked = scored();
    assertThat(asked.path("status").asString()).isEqualTo("SKIPPED");
    assertThat(asked.path("message").asString()).contains("up to date");
  }

  /** The end of a scoring that is asked for. */
  private JsonNode scored() {
    Answer asked = post("/api/v1/churn/models/customer/score", "", "operator");
    assertThat(asked.status()).isEqualTo(202);
    String run = "/api/v1/runs/" + asked.body().path("id").asString();
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> get(run, "reader").body(), found -> found.has("endedAt"));
  }

  @Test
  @Order(10)
  void trainsAChallengerThatOnlyAnAdminPromotes() {
    Answer asked = post("/api/v1/churn/models/customer/train", "{\"maxRows\":600}", "operator");
    assertThat(asked.status()).isEqualTo(202);
    String run = "/api/v1/runs/" + asked.body().path("id").asString();
    Answer twice = post("/api/v1/churn/models/customer/train", "", "operator");
    assertThat(twice.body().path("id")).isEqualTo(asked.body().path("id"));
    await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> get(run, "reader").body().path("status").asString().equals("SUCCEEDED"));
    JsonNode models = get("/api/v1/churn/models?model=customer", "reader").body();
    assertThat(models).hasSize(2);
    assertThat(models.get(0).path("alias").asString()).isEqualTo("challenger");
    assertThat(models.get(1).path("alias").asString()).isEqualTo("champion");
    String challenger = models.get(0).path("version").asString();
    // an erased customer whom a batch that had read its table before has scored again
    assertThat(
            jdbc.sql(
                    """
                    insert into prediction select model, 'L1', gen_random_uuid(), model_version, probability, band,
                      baseline, contributions, as_of, scored_at from prediction where model = 'customer' limit 1
                    """)
                .update())
        .isEqualTo(1);
    Answer promoted = post("/api/v1/churn/models/customer/" + challenger + "/promote", "", "admin");
    assertThat(promoted.body().path("alias").asString()).isEqualTo("champion");
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(versionOfAScore()).as(this::runs).isEqualTo(challenger));
    assertThat(scored().path("status").asString()).isIn("SUCCEEDED", "SKIPPED");
    assertThat(get("/api/v1/churn/predictions/L1?model=customer", "reader").status())
        .isEqualTo(404);
    assertThat(post("/api/v1/churn/models/customer/none/promote", "", "admin").status())
        .isEqualTo(404);
    assertThat(post("/api/v1/churn/models/shoes/train", "", "operator").status()).isEqualTo(404);
    assertThat(
            post("/api/v1/churn/models/customer/train", "{\"grid\":\"huge\"}", "operator").status())
        .isEqualTo(400);
  }

  @Test
  @Order(11)
  void trainsAgainWhenDataComesThatTheChampionDidNotKnow() {
    spark.with(
        session -> {
          TestingCustomers.generated(session, CUSTOMERS, 11)
              .withColumn(
                  "sessions_30d", org.apache.spark.sql.functions.expr("if(churned, 0d, 9d)"))
              .writeTo("lake.curated.customer_features")
              .createOrReplace();
          return true;
        });
    curatedReady("with-clicks");
    await()
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                get("/api/v1/churn/models?model=customer", "reader")
                        .body()
                        .path(0)
                        .path("rocAuc")
                        .path("value")
                        .asDouble()
                    > 0.95);
    JsonNode newest = get("/api/v1/churn/models?model=customer", "reader").body().get(0);
    assertThat(newest.path("alias").asString()).isEqualTo("champion");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(versionOfAScore())
                    .as(this::runs)
                    .isEqualTo(newest.path("version").asString()));
  }

  @Test
  @Order(12)
  void servesTheStoredChampionAfterARestartWithoutSpark() {
    try (ConfigurableApplicationContext second = secondInstance()) {
      int there = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      String body = "{\"categorical\":{\"contract\":\"Month-to-month\"}}";
      JsonNode here = post("/api/v1/churn/score", body, "analyst").body();
      JsonNode score = send(there, "POST", "/api/v1/churn/score", body, "analyst").body();
      assertThat(score.path("probability")).isEqualTo(here.path("probability"));
      assertThat(score.path("modelVersion")).isEqualTo(here.path("modelVersion"));
      assertThat(second.getBean(SparkSessions.class).open()).isFalse();
      Answer down = send(there, "POST", "/api/v1/churn/customers/C1/score", "", "analyst");
      assertThat(down.status()).isEqualTo(503);
      assertThat(down.body().path("type").asString()).endsWith("/features-unavailable");
    }
  }

  @Test
  @Order(13)
  void scoresByThePromotedModelEvenIfAnotherInstanceDoesIt() {
    JsonNode newest = get("/api/v1/churn/models?model=customer", "reader").body().get(0);
    String older =
        get("/api/v1/churn/models?model=customer", "reader")
            .body()
            .get(1)
            .path("version")
            .asString();
    assertThat(newest.path("alias").asString()).isEqualTo("champion");
    try (ConfigurableApplicationContext second = secondInstance()) {
      int there = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      scheduler.pause();
      JsonNode known = send(there, "POST", "/api/v1/churn/score", "{}", "analyst").body();
      assertThat(known.path("modelVersion")).isEqualTo(newest.path("version"));
      post("/api/v1/churn/models/customer/" + older + "/promote", "", "admin");
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(versionOfAScore()).as(this::runs).isEqualTo(older));
    } finally {
      scheduler.resume();
    }
  }

  private ConfigurableApplicationContext secondInstance() {
    List<String> arguments = new ArrayList<>();
    for (String key :
        List.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.kafka.bootstrap-servers",
            "tidewatch.lake.catalog.uri",
            "tidewatch.lake.catalog.user",
            "tidewatch.lake.catalog.password",
            "tidewatch.lake.warehouse")) {
      arguments.add("--" + key + "=" + environment.getProperty(key));
    }
    arguments.add("--server.port=0");
    arguments.add("--management.server.port=0");
    arguments.add("--tidewatch.spark.master=spark://nowhere:1");
    arguments.add("--tidewatch.services.feature.url=http://localhost:9");
    return new SpringApplicationBuilder(ChurnApplication.class, TestingTokens.Keys.class)
        .run(arguments.toArray(String[]::new));
  }

  private static FeaturesUpdated clicks(String customer, Instant asOf, double silence) {
    return new FeaturesUpdated(
        "clickstream",
        customer,
        asOf,
        Map.of("days_since_last_click", silence, "sessions_30d", 4.0),
        Map.of("device", "mobile"));
  }

  private void curatedReady(String run) {
    events.publishAndWait(new CuratedReady(run, Map.of(), CUSTOMERS, Instant.now(), Instant.now()));
  }

  private long scored(String model) {
    return get("/api/v1/churn/predictions?size=1&model=" + model, "reader")
        .body()
        .path("total")
        .asLong();
  }

  private String versionOfAScore() {
    return get("/api/v1/churn/predictions/C000017", "reader")
        .body()
        .path("modelVersion")
        .asString();
  }

  /** What the service did of late, for whoever reads that it did not do what was expected. */
  private String runs() {
    return get("/api/v1/runs?size=10", "reader").body().toPrettyString();
  }

  private record Answer(int status, JsonNode body, String retryAfter) {}

  private Answer get(String path, String role) {
    return send(port, "GET", path, null, role);
  }

  private Answer post(String path, String body, String role) {
    return send(port, "POST", path, body, role);
  }

  private Answer send(int to, String method, String path, String body, String role) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + to + path))
            .header("Content-Type", "application/json")
            .timeout(ANSWER_IN)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (role != null) {
      request.header("Authorization", TestingTokens.bearer(role));
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          json.readTree(response.body().isEmpty() ? "{}" : response.body()),
          response.headers().firstValue("Retry-After").orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private <T> List<T> consume(String topic, Class<T> type, int atLeast) {
    return consumeRaw(topic, atLeast).stream().map(v -> json.readValue(v, type)).toList();
  }

  private List<String> consumeRaw(String topic, int atLeast) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestingKafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "test-" + topic + "-" + System.nanoTime(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
                return values.size() >= atLeast;
              });
    }
    return values;
  }

  @Autowired org.springframework.kafka.core.KafkaTemplate<String, String> kafka;

  private void sendRaw(String topic, String value) {
    kafka.send(topic, "poison", value).join();
  }

  private static HttpServer featureService() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            RELAYED.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String known = FEATURES.get(exchange.getRequestURI().getPath());
            int status = known == null ? 404 : known.equals("500") ? 500 : 200;
            byte[] body = (known == null ? "{}" : known).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException("no port for the feature service", e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("churn-warehouse-");
    } catch (IOException e) {
      throw new IllegalStateException("no temporary folder", e);
    }
  }
}
