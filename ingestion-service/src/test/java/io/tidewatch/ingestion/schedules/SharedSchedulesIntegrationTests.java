package io.tidewatch.ingestion.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.ingestion.OtherServices;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.ingestion.SecondInstance;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two processes of the service share the runs, and one of them is killed in the middle. */
class SharedSchedulesIntegrationTests extends RunningService {
  private static final int DAYS = 12;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String path = "/api/v1/schedules/shared-" + mark;
  @Autowired private JdbcClient jdbc;
  @Autowired private Environment environment;

  @Test
  void shareTheRunsAndLoseOrDoubleNoneWhenOneIsKilled() throws IOException {
    OtherServices.RUNS.clear();
    OtherServices.ASKED.clear();
    OtherServices.first = "RUNNING";
    for (int day = 1; day <= DAYS; day++) {
      OtherServices.FILES.put(
          "/files/%s/2026-01-%02d.csv".formatted(mark, day),
          "customer_id,tenure\n%s-%d-1,1\n%s-%d-2,2\n".formatted(mark, day, mark, day));
    }
    try (SecondInstance second = SecondInstance.start(environment)) {
      keep();
      backfill();
      awaitOnBoth();
      Awaitility.await().atMost(LONG).until(() -> OtherServices.RUNS.size() == DAYS);

      OtherServices.RUNS.replaceAll((id, status) -> "SUCCEEDED");
      Awaitility.await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> OtherServices.ASKED.size() >= 3);
      second.kill();
    }
    assertThat(OtherServices.ASKED).as("files taken before the kill").hasSizeLessThan(DAYS);
    Awaitility.await()
        .atMost(LONG)
        .until(
            () -> runs().stream().allMatch(r -> r.path("status").asString().equals("SUCCEEDED")));

    assertThat(runs()).hasSize(DAYS);
    assertThat(runs().stream().map(r -> r.path("logicalAt").asString()).distinct()).hasSize(DAYS);
    assertThat(OtherServices.RUNS).as("calls of the other service").hasSize(DAYS);
    assertThat(landed()).as("rows of the files, each once").hasSize(2 * DAYS);
    assertThat(new HashSet<>(landed())).hasSize(2 * DAYS);
  }

  private void keep() {
    HttpResponse<String> kept =
        send(
            request(path, "operator")
                .header("Content-Type", "application/yaml")
                .PUT(
                    BodyPublishers.ofString(
                        """
                        name: shared-%s
                        cron: '30 2 * * *'
                        maxRuns: %d
                        steps:
                          - name: refine
                            call: {service: etl, path: /api/v1/runs}
                          - name: customers
                            after: [refine]
                            ingest: {dataset: customers, url: '%s/files/%s/{date}.csv'}
                        """
                            .formatted(mark, DAYS, OtherServices.url(), mark))));
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
  }

  private void backfill() {
    HttpResponse<String> queued =
        send(
            request(path + "/backfill", "operator")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-%02dT00:00:00Z\"}"
                            .formatted(DAYS + 1))));
    assertThat(JSON.readTree(queued.body()).path("queued").asInt()).isEqualTo(DAYS);
  }

  /** Each instance is seen at work on runs. */
  private void awaitOnBoth() {
    Set<String> seen = new HashSet<>();
    Awaitility.await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              seen.addAll(
                  jdbc.sql(
                          "select picked_by from scheduled_tasks"
                              + " where task_name = 'schedule-run' and picked")
                      .query(String.class)
                      .list());
              return seen.size() > 1 && seen.contains(SecondInstance.NAME);
            });
  }

  private List<JsonNode> runs() {
    return JSON.readTree(get(path + "/runs?size=500").body()).path("items").valueStream().toList();
  }

  private List<String> landed() throws IOException {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table("raw", "customers").orElseThrow())
            .where(Expressions.startsWith("customer_id", mark))
            .select("customer_id")
            .build()) {
      return java.util.stream.StreamSupport.stream(rows.spliterator(), false)
          .map(row -> String.valueOf(row.getField("customer_id")))
          .toList();
    }
  }
}
