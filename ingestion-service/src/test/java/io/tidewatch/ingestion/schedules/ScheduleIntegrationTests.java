package io.tidewatch.ingestion.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.OtherServices;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.ingestion.TopicReader;
import io.tidewatch.platform.kafka.EventPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Steps run in their order, each time once, whatever fails in between. */
class ScheduleIntegrationTests extends RunningService {
  private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING");

  private static final String CHURN =
      """
      [{"model": "customer", "scored": 4, "high": 1, "medium": 1, "low": 2, "mean": 0.31, "drivers": []},
       {"model": "clickstream", "scored": 0, "high": 0, "medium": 0, "low": 0}]
      """;
  private static final String SENTIMENT =
      """
      {"texts": 5, "shareNegative": 0.6, "classes": {"negative": 3, "neutral": 0, "positive": 2}, "byDay": []}
      """;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String name = "nightly-" + mark;
  @Autowired private EventPublisher events;
  @Autowired private JdbcClient jdbc;

  @BeforeEach
  void calm() {
    OtherServices.first = "SUCCEEDED";
    OtherServices.RUNS.clear();
    OtherServices.ASKED.clear();
    OtherServices.FIGURES.clear();
  }

  @AfterEach
  void quiet() {
    send(request("/api/v1/schedules/" + name, "admin").DELETE());
  }

  @Test
  void runsStepsInTheirOrderAndWaitsForEach() {
    OtherServices.first = "RUNNING";
    serve("customers.csv");
    keep(ingestThenRefine(""));

    JsonNode run = start();
    JsonNode waiting = await(run, r -> step(r, "refine").has("child"));
    assertThat(step(waiting, "customers").path("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(step(waiting, "customers").path("message").asString())
        .isEqualTo("2 of 2 rows loaded");

    OtherServices.RUNS.replaceAll((id, status) -> "SUCCEEDED");
    JsonNode done = ended(run);
    assertThat(done.path("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(OtherServices.RUNS).hasSize(1);
    assertThat(done.path("log").findValuesAsString("message"))
        .anyMatch(line -> line.startsWith("work is done by run /api/v1/runs/"));
    assertThat(JSON.readTree(get(path("")).body()).at("/lastRun/id")).isEqualTo(run.path("id"));

    OtherServices.first = "SUCCEEDED";
    assertThat(step(ended(start()), "customers").path("message").asString())
        .isEqualTo("nothing new");
  }

  @Test
  void triesAgainThenGivesUpAndGoesOnFromThereWhenAsked() {
    keep(ingestThenRefine("    retries: 1\n    retryDelay: 10ms\n"));
    JsonNode run = start();
    JsonNode failed = ended(run);
    assertThat(failed.path("status").asString()).isEqualTo("FAILED");
    assertThat(step(failed, "customers").path("attempts").asInt()).isEqualTo(2);
    assertThat(step(failed, "customers").path("message").asString()).contains("404");
    assertThat(step(failed, "refine").path("status").asString()).isEqualTo("SKIPPED");
    assertThat(OtherServices.RUNS).isEmpty();
    assertThat(
            post("/api/v1/schedules/runs/" + run.path("id").asString() + "/cancel", "")
                .statusCode())
        .isEqualTo(409);

    serve("customers.csv");
    assertThat(
            post("/api/v1/schedules/runs/" + run.path("id").asString() + "/retry", "").statusCode())
        .isEqualTo(202);
    JsonNode done = ended(run);
    assertThat(done.path("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(step(done, "refine").path("status").asString()).isEqualTo("SUCCEEDED");
  }

  @Test
  void aServicesFailureIsTheStepsFailureAndAStepThatTakesTooLongFails() {
    OtherServices.first = "FAILED";
    keep(refineOnly("    retries: 0\n", ""));
    assertThat(ended(start()).path("status").asString()).isEqualTo("FAILED");

    OtherServices.first = "RUNNING";
    keep(refineOnly("    retries: 0\n    timeout: 300ms\n", "sla: 100ms\n"));
    JsonNode slow = ended(start());
    assertThat(slow.path("status").asString()).isEqualTo("FAILED");
    assertThat(step(slow, "refine").path("message").asString()).contains("not done after");
    assertThat(slow.path("late").asBoolean()).isTrue();
    assertThat(TopicReader.received(Topics.ANOMALIES_DETECTED, name).value())
        .contains("late-" + slow.path("id").asString(), "is not done after");
  }

  @Test
  void goesOnAfterACrashBetweenAStartAndItsRecord() {
    OtherServices.first = "RUNNING";
    keep(refineOnly("", ""));
    JsonNode run = start();
    await(run, r -> step(r, "refine").has("child"));
    jdbc.sql("update schedule_step set child = null where run_id = :id")
        .param("id", UUID.fromString(run.path("id").asString()))
        .update();
    JsonNode again = await(run, r -> step(r, "refine").has("child"));
    assertThat(step(again, "refine").path("attempts").asInt()).isEqualTo(1);
    OtherServices.RUNS.replaceAll((id, status) -> "SUCCEEDED");
    assertThat(ended(run).path("status").asString()).isEqualTo("SUCCEEDED");
  }

  @Test
  void runsEachTimeOnceAndNoneWhilePaused() {
    keep(refineOnly("", "cron: '* * * * * *'\ncatchUp: ALL\n"));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> runs().size() >= 3);
    assertThat(post(path("/pause"), "").statusCode()).isEqualTo(200);
    List<Instant> times = times(runs());
    assertThat(times).doesNotHaveDuplicates();
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i)).isEqualTo(times.get(i - 1).plusSeconds(1));
    }

    Instant paused = times.getLast();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Instant.now().isAfter(paused.plusSeconds(4)));
    assertThat(times(runs())).isEqualTo(times);

    assertThat(post(path("/resume"), "").statusCode()).isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> times(runs()).contains(paused.plusSeconds(3)));
    post(path("/pause"), "");
  }

  @Test
  void fillsAPeriodInTheOrderOfTime() {
    for (int day = 1; day <= 3; day++) {
      OtherServices.FILES.put("/files/%s/2026-01-0%d.csv".formatted(mark, day), csv(day));
    }
    keep(
        """
        name: %s
        cron: '30 2 * * *'
        zone: Europe/Berlin
        steps:
          - name: customers
            ingest: {dataset: customers, url: '%s/files/%s/{date}.csv'}
        """
            .formatted(name, OtherServices.url(), mark));
    String period = "{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-04T00:00:00Z\"}";
    assertThat(JSON.readTree(post(path("/backfill"), period).body()))
        .isEqualTo(JSON.readTree("{\"queued\":3,\"present\":0}"));
    assertThat(JSON.readTree(post(path("/backfill"), period).body()))
        .isEqualTo(JSON.readTree("{\"queued\":0,\"present\":3}"));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> runs().stream().allMatch(r -> r.path("status").asString().equals("SUCCEEDED")));
    assertThat(times(runs()))
        .containsExactly(
            Instant.parse("2026-01-01T01:30:00Z"),
            Instant.parse("2026-01-02T01:30:00Z"),
            Instant.parse("2026-01-03T01:30:00Z"));
    assertThat(OtherServices.ASKED)
        .containsExactly(
            "/files/%s/2026-01-01.csv".formatted(mark),
            "/files/%s/2026-01-02.csv".formatted(mark),
            "/files/%s/2026-01-03.csv".formatted(mark));
    assertThat(post(path("/backfill"), period.replace("2026-01-04", "2126-01-04")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void landedRowsStartARunOnce() {
    String dataset = "made_up_" + mark;
    keep(refineOnly("", "onLanded: [%s]\n".formatted(dataset)));
    RawLanded landed =
        new RawLanded(
            dataset, UUID.randomUUID().toString(), "x.csv", 7, RunCounts.NONE, Instant.now());
    events.publishAndWait(landed);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> runs().size() == 1);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> runs().getFirst().path("status").asString().equals("SUCCEEDED"));
    events.publishAndWait(landed);
    events.publishAndWait(
        new RawLanded(
            dataset, UUID.randomUUID().toString(), "y.csv", 8, RunCounts.NONE, Instant.now()));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> runs().size() >= 2);
    assertThat(runs()).hasSize(2);
    assertThat(runs().getFirst().path("trigger").asString()).isEqualTo("LANDED");
  }

  @Test
  void stopsWhenAsked() {
    OtherServices.first = "RUNNING";
    keep(refineOnly("", ""));
    JsonNode run = start();
    await(run, r -> step(r, "refine").has("child"));
    JsonNode next = start();
    assertThat(
            post("/api/v1/schedules/runs/" + run.path("id").asString() + "/cancel", "")
                .statusCode())
        .isEqualTo(202);
    assertThat(ended(run).path("status").asString()).isEqualTo("CANCELLED");
    await(next, r -> r.path("status").asString().equals("RUNNING"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          steps: []                                                              | at least one step
          steps: [{name: a, call: {service: etl, path: /api/v1/runs}, after: [a]}] | wait for each other
          steps: [{name: a, call: {service: etl, path: /api/v1/runs}, after: [b]}] | which is no step
          steps: [{name: a, call: {service: etl, path: http://elsewhere/}}]        | must match
          steps: [{name: a, call: {service: mail, path: /api/v1/runs}}]            | mail
          steps: [{name: a}]                                                     | needs one of
          steps: [{name: a, timeout: soon, call: {service: etl, path: /api/v1/runs}}] | 90s, 10m
          steps: [{name: a, report: {days: 0}}]                                  | 1 to 366
          cron: every day                                                        | cron
          crom: 1                                                                | crom
          """)
  void saysWhatIsWrongWithASchedule(String line, String why) {
    String yaml = line.startsWith("steps") ? "name: " + name + "\n" : refineOnly("", "");
    HttpResponse<String> answer = put(yaml + line + "\n", "operator");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("detail").asString()).contains(why);
  }

  @Test
  void reportsWhatCameInSinceTheReportBefore() {
    OtherServices.FIGURES.put("/api/v1/churn/summary", CHURN);
    OtherServices.FIGURES.put("/api/v1/sentiment/summary?days=1", SENTIMENT);
    serve("customers.csv");
    keep(ingestThenReport(""));
    assertThat(ended(start()).path("status").asString()).isEqualTo("SUCCEEDED");

    String spoilt = "%s-9,1\n%s-9,1\n%s-8,soon\n".formatted(mark, mark, mark);
    OtherServices.FILES.put("/files/%s/customers.csv".formatted(mark), csv(1) + spoilt);
    JsonNode run = ended(start());
    assertThat(step(run, "tell").path("message").asString())
        .isEqualTo("3 of 5 rows loaded, 1 quarantined, 25 % of customers at high risk");

    JsonNode report = JSON.readTree(get(step(run, "tell").path("child").asString()).body());
    assertThat(report.path("dataSets"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"dataset": "customers", "runs": 1, "counts":
                  {"source": 5, "loaded": 3, "quarantined": 1, "duplicate": 1, "late": 0}}]
                """));
    assertThat(report.path("run")).isEqualTo(run.path("id"));
    assertThat(report.at("/steps/0/name").asString()).isEqualTo("customers");
    assertThat(report.at("/sentiment/classes/negative").asLong()).isEqualTo(3);
    JsonNode all = JSON.readTree(get("/api/v1/reports?schedule=" + name).body());
    assertThat(all.path("total").asLong()).isEqualTo(2);
    assertThat(all.at("/items/0")).isEqualTo(report);
    assertThat(all.at("/items/1/madeAt")).isEqualTo(report.path("since"));

    HttpResponse<String> text =
        send(
            request("/api/v1/reports/" + report.path("id").asString(), "reader")
                .header("Accept", "text/markdown"));
    assertThat(text.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/markdown");
    assertThat(text.body())
        .contains("| customers | 1 | 5 | 3 | 1 | 1 | 0 |", "| customer | 4 | 1 (25 %) |");
    assertThat(get("/api/v1/reports/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void aReportHasNoHolesAndIsMadeOnce() {
    serve("customers.csv");
    keep(ingestThenReport("    retries: 100\n    retryDelay: 10ms\n"));
    OtherServices.FIGURES.put("/api/v1/sentiment/summary?days=1", SENTIMENT);
    JsonNode run = start();
    await(run, r -> step(r, "tell").path("attempts").asInt() > 1);
    assertThat(JSON.readTree(get("/api/v1/reports?schedule=" + name).body()).path("total").asInt())
        .isZero();
    OtherServices.FIGURES.put("/api/v1/churn/summary", CHURN);
    JsonNode done = ended(run);
    assertThat(done.path("status").asString()).isEqualTo("SUCCEEDED");
    String path = step(done, "tell").path("child").asString();
    String made = get(path).body();

    // as after a crash between the report and its record
    UUID id = UUID.fromString(run.path("id").asString());
    jdbc.sql(
            "update schedule_step set status = 'FAILED', child = null where run_id = :id and name = 'tell'")
        .param("id", id)
        .update();
    jdbc.sql("update schedule_run set status = 'FAILED' where id = :id").param("id", id).update();
    assertThat(post("/api/v1/schedules/runs/" + id + "/retry", "").statusCode()).isEqualTo(202);
    JsonNode again = ended(run);
    assertThat(step(again, "tell").path("child").asString()).isEqualTo(path);
    assertThat(get(path).body()).isEqualTo(made);
    assertThat(JSON.readTree(get("/api/v1/reports?schedule=" + name).body()).path("total").asInt())
        .isEqualTo(1);
  }

  @Test
  void readersMayLookOnly() {
    assertThat(put(refineOnly("", ""), "reader").statusCode()).isEqualTo(403);
    keep(refineOnly("", ""));
    assertThat(send(request(path(""), "reader")).statusCode()).isEqualTo(200);
    assertThat(send(request(path("/runs"), "reader").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(403);
    assertThat(get("/api/v1/schedules/none").statusCode()).isEqualTo(404);
  }

  private String ingestThenRefine(String more) {
    return """
        name: %s
        steps:
          - name: refine
            after: [customers]
            call: {service: etl, path: /api/v1/runs}
          - name: customers
            ingest: {dataset: customers, url: '%s/files/%s/customers.csv'}
        """
            .formatted(name, OtherServices.url(), mark)
        + more;
  }

  private String ingestThenReport(String ofStep) {
    return """
        name: %s
        steps:
          - name: customers
            ingest: {dataset: customers, url: '%s/files/%s/customers.csv'}
          - name: tell
            after: [customers]
            report: {}
        """
            .formatted(name, OtherServices.url(), mark)
        + ofStep;
  }

  private String refineOnly(String ofStep, String more) {
    return """
        name: %s
        steps:
          - name: refine
            call: {service: etl, path: /api/v1/runs}
        """
            .formatted(name)
        + ofStep
        + more;
  }

  private void serve(String file) {
    OtherServices.FILES.put("/files/%s/%s".formatted(mark, file), csv(0));
  }

  private String csv(int day) {
    return "customer_id,tenure\n%s-%d-1,1\n%s-%d-2,2\n".formatted(mark, day, mark, day);
  }

  private String path(String end) {
    return "/api/v1/schedules/" + name + end;
  }

  private HttpResponse<String> put(String yaml, String role) {
    return send(
        request(path(""), role)
            .header("Content-Type", "application/yaml")
            .PUT(BodyPublishers.ofString(yaml)));
  }

  private void keep(String yaml) {
    HttpResponse<String> answer = put(yaml, "operator");
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
  }

  private HttpResponse<String> post(String path, String body) {
    return send(
        request(path, "operator")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode start() {
    HttpResponse<String> answer = post(path("/runs"), "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body());
  }

  private List<JsonNode> runs() {
    return JSON.readTree(get(path("/runs?size=500")).body()).path("items").valueStream().toList();
  }

  private static List<Instant> times(List<JsonNode> runs) {
    Stream<JsonNode> all = runs.stream();
    return all.map(r -> Instant.parse(r.path("logicalAt").asString())).sorted().toList();
  }

  private JsonNode ended(JsonNode run) {
    return await(run, r -> !OPEN.contains(r.path("status").asString()));
  }

  private JsonNode await(JsonNode run, Predicate<JsonNode> until) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> JSON.readTree(get("/api/v1/schedules/runs/" + run.path("id").asString()).body()),
            until);
  }

  private static JsonNode step(JsonNode run, String name) {
    return run.path("steps")
        .valueStream()
        .filter(s -> s.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
