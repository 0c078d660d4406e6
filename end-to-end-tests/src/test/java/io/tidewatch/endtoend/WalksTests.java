package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WalksTests {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path files;

  @BeforeAll
  static void up() {
    Platform.up();
  }

  @Test
  void hasEveryProcessUpAndHealthy() {
    JsonNode processes = Platform.status().get("processes");
    assertThat(processes.size()).isEqualTo(8);
    for (JsonNode process : processes) {
      assertThat(process.get("health").asString()).as(process.toString()).isEqualTo("healthy");
      assertThat(process.get("pid").asLong()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ingestion-service,/api/v1/datasets",
    "etl-service,/api/v1/runs",
    "feature-service,/api/v1/features",
    "churn-service,/api/v1/churn/models",
    "sentiment-service,/api/v1/sentiment/model",
    "ingestion-service,/v3/api-docs",
    "churn-service,/swagger-ui/index.html",
    "dashboard-ui,/api/v1/anything"
  })
  void letsNobodyInWithoutAToken(String service, String path) {
    assertThat(Http.anonymous(service).get(path).status()).isIn(401, 302, 403);
  }

  @Test
  void aClickOverHttpReachesTheCustomersOnlineFeatures() {
    String customer = anyCustomer();
    double before = feature(customer, "events_24h");
    String event =
        """
        [{"type":"view","customerId":"%s","sessionId":"e2e","createdAt":"%s","productId":"P-1","category":"e2e"}]"""
            .formatted(customer, Instant.now());
    Instant sent = Instant.now();
    Http.Answer answer = Http.as("operator", "ingestion-service").post("/api/v1/events", event);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(feature(customer, "events_24h")).isGreaterThan(before));
    System.out.printf(
        "click over HTTP to online features: %d ms%n",
        Duration.between(sent, Instant.now()).toMillis());
  }

  @Test
  void aClickOfAPlainKafkaProducerReachesOnlineFeaturesAndTheLiveChurnScore() {
    String customer = anyCustomer();
    double before = feature(customer, "events_24h");
    Instant sent = Instant.now();
    produce(
        "clickstream.events.v1",
        customer,
        """
        {"eventId":"%s","type":"cart","customerId":"%s","createdAt":"%s","productId":"P-2","price":9.5,"quantity":1}"""
            .formatted(UUID.randomUUID(), customer, sent));
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(feature(customer, "events_24h")).isGreaterThan(before));
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              Http.Answer score =
                  Http.as("reader", "churn-service")
                      .get("/api/v1/churn/predictions/" + customer + "?model=clickstream");
              assertThat(score.status()).as(score.text()).isEqualTo(200);
              assertThat(Instant.parse(score.json().get("scoredAt").asString())).isAfter(sent);
            });
    System.out.printf(
        "click of a Kafka producer to live churn score: %d ms%n",
        Duration.between(sent, Instant.now()).toMillis());
  }

  @Test
  void acceptsTheGoodEventsOfABatchAndNamesTheBadOnes() {
    String customer = anyCustomer();
    Http.Answer answer =
        Http.as("operator", "ingestion-service")
            .post(
                "/api/v1/events",
                """
                [{"type":"view","customerId":"%s","createdAt":"%s"},
                 {"type":"teleport","customerId":"%s","createdAt":"%s"},
                 {"type":"view","createdAt":"%s"}]"""
                    .formatted(customer, Instant.now(), customer, Instant.now(), Instant.now()));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().get("rejected").size()).isEqualTo(2);
    assertThat(answer.json().get("rejected").get(0).get("index").asInt()).isEqualTo(1);
    assertThat(answer.json().get("rejected").get(0).get("reason").asString()).contains("teleport");
  }

  @Test
  void aFileGoesInBalancesIsADuplicateTheSecondTimeAndIsMendedOnce() throws IOException {
    Path file = files.resolve("orders-" + UUID.randomUUID() + ".csv");
    String marker = "E2E" + System.nanoTime();
    Files.writeString(
        file,
        """
        InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
        %1$s,A1,mug,2,2026-11-01 10:00:00,2.50,%2$s,Germany
        %1$s,A1,mug,2,2026-11-01 10:00:00,2.50,%2$s,Germany
        %1$s,A2,cup,many,2026-11-01 10:00:00,2.50,%2$s,Germany
        %1$s,A3,jar,1,2026-11-01 10:00:00,4.00,%2$s,Germany
        """
            .formatted(marker, anyCustomer()));
    JsonNode run = load("transactions", file);
    assertThat(run.get("status").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
    assertCounts(run, 4, 2, 1, 1);

    JsonNode again = load("transactions", file);
    assertThat(again.get("status").asString()).isEqualTo("DUPLICATE");

    JsonNode rejected =
        Http.as("operator", "ingestion-service")
            .get("/api/v1/quarantine?dataset=transactions&run=" + run.get("id").asString())
            .json()
            .get("items");
    assertThat(rejected.size()).isEqualTo(1);
    assertThat(rejected.get(0).toString()).contains("quantity").contains("many");

    String[] repair = {
      "quarantine",
      "repair",
      "transactions",
      "--run",
      run.get("id").asString(),
      "--fix",
      "set quantity=2"
    };
    assertThat(Platform.tidewatch(Duration.ofMinutes(2), repair).output())
        .contains("SUCCEEDED, 1 source = 1 loaded + 0 quarantined");
    assertThat(Platform.tidewatch(Duration.ofMinutes(2), repair).output())
        .contains("SUCCEEDED, 0 source = 0 loaded + 0 quarantined");
  }

  @Test
  void aLoadedFileGoesThroughEtlAndFeaturesToEveryCustomersScore() throws IOException {
    String customer = "NEW" + System.nanoTime();
    Path file = files.resolve("customers.csv");
    Files.writeString(
        file,
        """
        customerID,gender,SeniorCitizen,Partner,Dependents,tenure,PhoneService,MultipleLines,InternetService,OnlineSecurity,OnlineBackup,DeviceProtection,TechSupport,StreamingTV,StreamingMovies,Contract,PaperlessBilling,PaymentMethod,MonthlyCharges,TotalCharges,Churn
        %s,Female,0,Yes,No,1,Yes,No,Fiber optic,No,No,No,No,No,No,Month-to-month,Yes,Electronic check,99.85, ,
        """
            .formatted(customer));
    assertThat(load("customers", file).get("status").asString()).isEqualTo("SUCCEEDED");
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(
                        Http.as("reader", "churn-service")
                            .get("/api/v1/churn/predictions/" + customer + "?model=customer")
                            .status())
                    .isEqualTo(200));
    Http.Answer scored =
        Http.as("analyst", "churn-service")
            .post("/api/v1/churn/customers/" + customer + "/score", "");
    assertThat(scored.status()).as(scored.text()).isEqualTo(200);
    JsonNode score = scored.json();
    assertThat(score.get("modelVersion").asString()).startsWith("customer-");
    assertThat(score.get("asOf").asString()).isNotBlank();
    double sum = score.get("baseline").asDouble();
    for (JsonNode part : score.get("contributions")) {
      sum += part.get("contribution").asDouble();
    }
    assertThat(sum)
        .isCloseTo(score.get("probability").asDouble(), org.assertj.core.data.Offset.offset(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|Excellent, I love it, works perfectly|5",
        "de|Schrecklich, sofort kaputt, nie wieder|1",
        "fr|Excellent produit, je suis ravi|5",
        "es|Terrible, no funciona, una estafa|1",
        "it|Fantastico, lo consiglio a tutti|5",
        "pt|Péssimo, não funciona, quero meu dinheiro de volta|1",
        "ja|最高です。とても満足しています|5",
        "zh|太差了，完全不能用，退货|1"
      })
  void aReviewGetsItsSentiment(String language, String text, int stars) {
    Http.Answer answer =
        Http.as("analyst", "sentiment-service")
            .post("/api/v1/sentiment", Platform.JSON.writeValueAsString(Map.of("text", text)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode sentiment = answer.json();
    double sum = 0;
    for (JsonNode p : sentiment.get("probabilities")) {
      sum += p.asDouble();
    }
    assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-4));
    assertThat(Math.abs(sentiment.get("stars").asInt() - stars))
        .as("%s: %s", language, answer.text())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void aScheduleGoesFromRawDataToScoresAndWaitsForEach() {
    Http ingestion = Http.as("operator", "ingestion-service");
    String yaml =
        """
        name: e2e-refine
        steps:
          - name: refine
            call: {service: etl, path: /api/v1/runs}
            timeout: 5m
          - name: features
            after: [refine]
            call: {service: feature, path: /api/v1/runs}
          - name: score
            after: [features]
            call: {service: churn, path: /api/v1/churn/models/customer/score}
        """;
    Http.Answer kept = ingestion.put("/api/v1/schedules/e2e-refine", "application/yaml", yaml);
    assertThat(kept.status()).as(kept.text()).isBetween(200, 201);
    String run =
        ingestion.post("/api/v1/schedules/e2e-refine/runs", "").json().get("id").asString();
    JsonNode ended =
        await()
            .atMost(Duration.ofMinutes(8))
            .pollInterval(Duration.ofSeconds(1))
            .until(
                () -> ingestion.get("/api/v1/schedules/runs/" + run).json(), r -> r.has("endedAt"));
    assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("SUCCEEDED");
    assertThat(childOf(ended, "refine", "etl-service")).isEqualTo("SUCCEEDED");
    assertThat(childOf(ended, "features", "feature-service")).isEqualTo("SUCCEEDED");
    // features start a scoring too: whichever comes second has nothing left to do
    assertThat(childOf(ended, "score", "churn-service")).isIn("SUCCEEDED", "SKIPPED");
  }

  private static String childOf(JsonNode run, String step, String service) {
    for (JsonNode one : run.get("steps")) {
      if (one.get("name").asString().equals(step)) {
        String child = one.get("child").asString();
        return Http.as("reader", service).get(child).json().get("status").asString();
      }
    }
    throw new AssertionError("there is no step " + step);
  }

  @Test
  void aReviewOverKafkaReachesTheCustomersTexts() {
    String customer = anyCustomer();
    String id = "e2e-" + UUID.randomUUID();
    produce(
        "reviews.received.v1",
        customer,
        """
        {"textId":"%s","kind":"review","customerId":"%s","language":"en","text":"Terrible service, I want my money back.","receivedAt":"%s"}"""
            .formatted(id, customer, Instant.now()));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        Http.as("reader", "sentiment-service")
                            .get("/api/v1/sentiment/customers/" + customer)
                            .text())
                    .contains(id));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        Http.as("reader", "feature-service")
                            .get("/api/v1/features/text/" + customer)
                            .status())
                    .isEqualTo(200));
  }

  @Test
  void answersUnknownDataSetsAndEmptyFilesWithProblems() throws IOException {
    Path some = Files.writeString(files.resolve("some.csv"), "a,b\n1,2\n");
    Path empty = Files.writeString(files.resolve("empty.csv"), "");
    Http operator = Http.as("operator", "ingestion-service");
    Http.Answer unknown = operator.upload("starships", some);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().get("type").asString())
        .isEqualTo("https://tidewatch.io/problems/unknown-dataset");
    Http.Answer nothing = operator.upload("customers", empty);
    assertThat(nothing.status()).isEqualTo(400);
    assertThat(nothing.json().get("type").asString())
        .isEqualTo("https://tidewatch.io/problems/empty-file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"broken\": ", "[1,2", "\u0000", "[[[[[[", "nul"})
  void answersMalformedJsonWithAProblem(String body) {
    Http.Answer answer = Http.as("operator", "ingestion-service").post("/api/v1/events", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().get("type").asString()).startsWith("https://tidewatch.io/problems/");
  }

  @Test
  void keepsReadersFromWriting() {
    assertThat(Http.as("reader", "ingestion-service").post("/api/v1/events", "[]").status())
        .isEqualTo(403);
    assertThat(
            Http.as("reader", "churn-service")
                .post("/api/v1/churn/models/customer/train", "{}")
                .status())
        .isEqualTo(403);
  }

  private static String anyCustomer() {
    JsonNode page =
        Http.as("reader", "churn-service")
            .get("/api/v1/churn/predictions?model=clickstream&size=200")
            .json()
            .get("items");
    List<String> ids = new ArrayList<>();
    page.forEach(p -> ids.add(p.get("customerId").asString()));
    assertThat(ids).isNotEmpty();
    return ids.get((int) (System.nanoTime() % ids.size()));
  }

  private static double feature(String customer, String name) {
    Http.Answer answer =
        Http.as("reader", "feature-service").get("/api/v1/features/clickstream/" + customer);
    if (answer.status() == 404) {
      return 0;
    }
    JsonNode value = answer.json().get("numeric").get(name);
    return value == null ? 0 : value.asDouble();
  }

  private static JsonNode load(String dataset, Path file) {
    return Runs.load(dataset, file);
  }

  private static void assertCounts(
      JsonNode run, long source, long loaded, long quarantined, long duplicate) {
    JsonNode counts = run.get("counts");
    assertThat(counts.get("source").asLong()).isEqualTo(source);
    assertThat(counts.get("loaded").asLong()).isEqualTo(loaded);
    assertThat(counts.get("quarantined").asLong()).isEqualTo(quarantined);
    assertThat(counts.get("duplicate").asLong()).isEqualTo(duplicate);
  }

  private static void produce(String topic, String key, String value) {
    Broker.produce(topic, key, List.of(value));
  }
}
