package io.tidewatch.etl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.tidewatch.contracts.events.ProcessedReady;
import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.etl.RawLandings;
import io.tidewatch.etl.TestingService;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.spark.SparkSessions;
import io.tidewatch.testing.TestingTokens;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.test.web.servlet.MockMvc;

@Import(EtlRunIntegrationTests.Consumer.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EtlRunIntegrationTests extends TestingService {
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  @Autowired private MockMvc http;
  @Autowired private Lake lake;
  @Autowired private DataSets dataSets;
  @Autowired private EventPublisher events;
  @Autowired private SparkSessions spark;
  @Autowired private JdbcClient sql;
  @Autowired private Runs runs;
  @Autowired private RunSchedule schedule;
  @Autowired private Consumer consumer;

  /** Stands for the feature service. */
  @TestConfiguration
  static class Consumer {
    final BlockingQueue<ProcessedReady> ready = new LinkedBlockingQueue<>();

    @KafkaListener(id = "consumer", topics = Topics.PROCESSED_READY)
    void take(ProcessedReady event) {
      ready.add(event);
    }
  }

  @Test
  @Order(1)
  void bringsProcessedTablesAndMartsUpToDateWhenRowsLand() throws Exception {
    landEverything().forEach(events::publishAndWait);

    Run run = lastSucceeded(0);

    assertThat(run.datasets().get("transactions")).isEqualTo(new RunCounts(9, 7, 1, 1, 0));
    assertThat(run.datasets().get("clickstream")).isEqualTo(new RunCounts(6, 4, 0, 1, 1));
    assertThat(run.datasets().get("customers")).isEqualTo(new RunCounts(3, 2, 0, 1, 0));
    assertThat(run.datasets().get("reviews")).isEqualTo(new RunCounts(1, 1, 0, 0, 0));
    assertThat(run.datasets().get("complaints")).isEqualTo(RunCounts.NONE);
    assertThat(run.datasets().values()).allMatch(RunCounts::balanced);
    assertThat(consumer.ready.poll(30, java.util.concurrent.TimeUnit.SECONDS))
        .satisfies(
            ready -> {
              assertThat(ready.runId()).isEqualTo(run.id().toString());
              assertThat(ready.snapshots())
                  .containsKeys("processed.customers", "processed.customer_daily");
              assertThat(ready.counts()).isEqualTo(run.counts());
            });

    assertThat(
            sql
                .sql("select * from marts.daily_sales order by day, country")
                .query()
                .listOfRows()
                .stream()
                .map(TreeMap::new)
                .map(Object::toString))
        .containsExactly(
            "{country=France, customers=1, day=2010-12-01, items=24, orders=1, return_value=0.0000,"
                + " returns=0, revenue=90.0000}",
            "{country=United Kingdom, customers=1, day=2010-12-01, items=16, orders=2,"
                + " return_value=15.3000, returns=1, revenue=40.8000}");
    assertThat(summary("17850"))
        .containsEntry("country", "United Kingdom")
        .containsEntry("contract", "Month-to-month")
        .containsEntry("orders", 1L)
        .containsEntry("returns", 1L)
        .containsEntry("return_rate", 1.0)
        .containsEntry("sessions", 1L)
        .containsEntry("reviews", 1L)
        .containsEntry("average_stars", 4.0);
    assertThat((BigDecimal) summary("17850").get("revenue")).isEqualByComparingTo("20.4");
    assertThat(sql.sql("select * from marts.funnel_daily").query().singleRow())
        .containsEntry("sessions", 2L)
        .containsEntry("viewed", 2L)
        .containsEntry("carted", 1L)
        .containsEntry("purchased", 1L);
    assertThat(
            sql.sql(
                    "select check_id from marts.quality_results where not passed and dataset <> 'transactions'")
                .query(String.class)
                .list())
        .as("the landed rows lack three columns and are right in all else")
        .containsExactlyInAnyOrder(
            "monthly_charges-missing-share",
            "product_id-missing-share",
            "written_at-missing-share");
    assertThat(sql.sql("select mart from marts.refreshed").query(String.class).list()).hasSize(8);
    List<String> quarantined =
        spark.with(
            s ->
                s.sql(
                        "select concat_ws('|', check_id, run_id, position, value) from lake.quarantine.transactions")
                    .as(org.apache.spark.sql.Encoders.STRING())
                    .collectAsList());
    assertThat(quarantined).containsExactly("etl.price-negative|run-of-t.csv|9|-5.0");
  }

  @Test
  @Order(2)
  void makesTheSameRowsOfTheSameSnapshotsAgain() throws Exception {
    Map<String, String> before = hashes();
    long ended = succeeded();

    String location =
        http.perform(post("/api/v1/runs").header(HttpHeaders.AUTHORIZATION, token("operator")))
            .andExpect(status().isAccepted())
            .andExpect(header().exists("Location"))
            .andExpect(jsonPath("$.status").value("QUEUED"))
            .andReturn()
            .getResponse()
            .getHeader("Location");
    Run run = lastSucceeded(ended);

    assertThat(location).isEqualTo("/api/v1/runs/" + run.id());
    assertThat(hashes()).isEqualTo(before).hasSize(6);
    http.perform(get(location).header(HttpHeaders.AUTHORIZATION, token("reader")))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.job").value("etl"))
        .andExpect(jsonPath("$.status").value("SUCCEEDED"))
        .andExpect(jsonPath("$.counts.source").value(19))
        .andExpect(jsonPath("$.datasets.transactions.duplicate").value(1));
    http.perform(get("/api/v1/tables").header(HttpHeaders.AUTHORIZATION, token("reader")))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$[?(@.name == 'processed.transactions')].rows").value(7));
    http.perform(get("/api/v1/quality").header(HttpHeaders.AUTHORIZATION, token("reader")))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$[?(@.checkId == 'key-unique')].passed").isNotEmpty());
  }

  @Test
  @Order(3)
  void doesNothingWhenNothingNewHasLanded() {
    long all = runs.count(null);
    events.publishAndWait(
        new RawLanded("customers", "again", "c.csv", 1, RunCounts.NONE, java.time.Instant.now()));

    await().atMost(PATIENCE).until(() -> runs.count(RunStatus.QUEUED) == 1);
    await().atMost(PATIENCE).until(() -> runs.count(RunStatus.QUEUED) == 0 && idle());

    assertThat(runs.count(null)).isEqualTo(all);
  }

  @Test
  @Order(4)
  void takesUpTheRunThatADeadProcessLeft() {
    Map<String, String> before = hashes();
    UUID left = UUID.randomUUID();
    sql.sql(
            """
            insert into runs (id, status, forced, trigger, attempts, requested_at, started_at)
            values (?, 'RUNNING', true, 'transactions', 1, now(), now())
            """)
        .param(left)
        .update();
    schedule.atStart();

    await()
        .atMost(PATIENCE)
        .until(() -> runs.find(left).orElseThrow().status() == RunStatus.SUCCEEDED);

    assertThat(runs.find(left).orElseThrow().attempts()).isEqualTo(2);
    assertThat(hashes()).isEqualTo(before);
  }

  @Test
  @Order(5)
  void failsVisiblyAfterBoundedAttemptsAndSucceedsOnceTheCauseIsGone() throws Exception {
    long succeeded = succeeded();
    Path data = dataFileOf("raw/reviews");
    Path aside = data.resolveSibling("aside");
    Files.move(data, aside);
    http.perform(post("/api/v1/runs").header(HttpHeaders.AUTHORIZATION, token("operator")))
        .andExpect(status().isAccepted());

    await().atMost(PATIENCE).until(() -> runs.count(RunStatus.FAILED) == 1);

    Run failed = runs.newestFirst(RunStatus.FAILED, 0, 1).get(0);
    assertThat(failed.attempts()).isEqualTo(2);
    assertThat(failed.message()).isNotBlank();
    assertThat(summary("17850")).containsEntry("orders", 1L);

    Files.move(aside, data);
    http.perform(post("/api/v1/runs").header(HttpHeaders.AUTHORIZATION, token("operator")))
        .andExpect(status().isAccepted());
    lastSucceeded(succeeded);
  }

  @Test
  @Order(6)
  void answersNobodyWithoutATokenAndLetsOnlyOperatorsStartRuns() throws Exception {
    for (String path :
        List.of("/api/v1/runs", "/api/v1/tables", "/api/v1/quality", "/v3/api-docs")) {
      http.perform(get(path)).andExpect(status().isUnauthorized());
    }
    http.perform(post("/api/v1/runs")).andExpect(status().isUnauthorized());
    http.perform(post("/api/v1/runs").header(HttpHeaders.AUTHORIZATION, token("analyst")))
        .andExpect(status().isForbidden());
    http.perform(
            get("/api/v1/runs/" + UUID.randomUUID())
                .header(HttpHeaders.AUTHORIZATION, token("reader")))
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.type").value("https://tidewatch.io/problems/unknown-run"));
    http.perform(get("/api/v1/runs?size=0").header(HttpHeaders.AUTHORIZATION, token("reader")))
        .andExpect(status().isBadRequest());
  }

  private List<RawLanded> landEverything() {
    RawLandings raw = new RawLandings(lake, dataSets);
    return List.of(
        raw.land("customers", "c1.csv", TestingRows.customers()),
        raw.land("customers", "c2.csv", TestingRows.customersAgain()),
        raw.land("transactions", "t.csv", TestingRows.transactions()),
        raw.land("clickstream", "k.csv", TestingRows.clicks()),
        raw.land("reviews", "r.csv", TestingRows.reviews()));
  }

  private long succeeded() {
    return runs.count(RunStatus.SUCCEEDED);
  }

  private Run lastSucceeded(long before) {
    await().atMost(PATIENCE).until(() -> succeeded() > before && idle());
    return runs.newestFirst(RunStatus.SUCCEEDED, 0, 1).get(0);
  }

  /** Whether no execution works or waits. */
  private boolean idle() {
    return sql.sql("select count(*) from scheduled_tasks").query(Long.class).single() == 0;
  }

  private Map<String, Object> summary(String customer) {
    return sql.sql("select * from marts.customer_summary where customer_id = ?")
        .param(customer)
        .query()
        .singleRow();
  }

  private Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    for (String table :
        List.of(
            "customers",
            "transactions",
            "clickstream",
            "complaints",
            "reviews",
            "customer_daily")) {
      hashes.put(
          table,
          spark.with(
              s ->
                  s.sql(
                          "select concat(count(*), '/', coalesce(sum(cast(xxhash64(*) as decimal(38,0))), 0)) from lake.processed."
                              + table)
                      .first()
                      .getString(0)));
    }
    return hashes;
  }

  private static Path dataFileOf(String table) throws IOException {
    try (Stream<Path> files = Files.walk(WAREHOUSE.resolve(table).resolve("data"))) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(".parquet"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String token(String role) {
    return TestingTokens.bearer(role);
  }
}
