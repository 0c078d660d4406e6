package io.tidewatch.ingestion.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.ingestion.landing.Landed;
import io.tidewatch.ingestion.landing.LandingProgress;
import io.tidewatch.ingestion.quarantine.RowFilter;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Rejected rows are loaded after fixes: as the dry run said, and each once. */
class RepairIntegrationTests extends RunningService {
  private static final String FIXES =
      """
      [{"fix": "cast", "column": "unit_price", "to": "NUMBER", "pattern": ","},
       {"fix": "cast", "column": "invoice_date", "to": "TIMESTAMP", "pattern": "d MMMM uuuu"},
       {"fix": "set", "column": "stock_code", "value": "UNKNOWN", "onlyBlank": true},
       {"fix": "drop", "column": "description"}]""";

  @Autowired private RepairLanding landing;
  @Autowired private RepairQueue queue;
  @Autowired private Runs runs;

  private JsonNode file;

  @BeforeEach
  void load() {
    String mark = UUID.randomUUID().toString().substring(0, 8);
    file =
        ingested(
            "transactions",
            mark + ".csv",
            """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
            %1$s1,A1,good,1,2026-10-01 10:00:00,2.50,SECRET-1,Norway
            %1$s2,A1,price,1,2026-10-01 10:00:00,EUR 1.002\\,50 each,SECRET-2,Norway
            %1$s3,A1,date,1,5 October 2026,2.50,SECRET-3,Norway
            %1$s4,,blank,1,2026-10-01 10:00:00,2.50,SECRET-4,Norway
            %1$s5,A1,many,lots,2026-10-01 10:00:00,2.50,SECRET-5,Norway
            %1$s6,A1,too,many,2026-10-01 10:00:00,2.50,SECRET-6,Norway,and,more
            """
                .replace("EUR 1.002\\,50 each", "\"EUR 1.002,50 each\"")
                .formatted(mark));
    assertThat(counts(file)).isEqualTo(new RunCounts(6, 1, 5, 0, 0));
  }

  @Test
  void doesWhatTheDryRunSaysAndNothingTheSecondTime() throws IOException {
    JsonNode forecast = JSON.readTree(post("/api/v1/repairs/dry-run", repair("")).body());
    RunCounts expected = new RunCounts(5, 3, 2, 0, 0);
    assertThat(JSON.treeToValue(forecast.get("counts"), RunCounts.class)).isEqualTo(expected);
    assertThat(forecast.get("samples").toString())
        .contains("1002.50", "2026-10-05T00:00:00Z", "UNKNOWN")
        .doesNotContain("SECRET");
    assertThat(positions()).hasSize(1);

    HttpResponse<String> answer = post("/api/v1/repairs", repair(""));
    JsonNode run = ended(answer);
    assertThat(run.get("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(run.get("job").asString()).isEqualTo("repair.transactions");
    assertThat(counts(run)).isEqualTo(expected);
    assertThat(positions()).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);

    JsonNode again = ended(post("/api/v1/repairs", repair("")));
    assertThat(counts(again)).isEqualTo(new RunCounts(2, 0, 2, 0, 0));
    assertThat(positions()).hasSize(4);

    JsonNode rejected = JSON.readTree(get("/api/v1/quarantine?run=" + id(file)).body());
    assertThat(rejected.get("items").valueStream().filter(row -> row.has("repairedBy")))
        .hasSize(3)
        .allMatch(row -> row.get("repairedBy").asString().equals(id(run)));
    assertThat(rejected.toString()).doesNotContain("SECRET");
    JsonNode known = JSON.readTree(get("/api/v1/repairs?dataset=transactions&size=2").body());
    assertThat(known.get("items").get(0).at("/run/id").asString()).isEqualTo(id(again));
    assertThat(known.get("items").get(1).get("fixes")).isEqualTo(JSON.readTree(FIXES));
  }

  @Test
  void takesOnlyTheRowsThatTheFilterMeans() throws IOException {
    JsonNode prices =
        JSON.readTree(
            get("/api/v1/quarantine?run=" + id(file) + "&check=type&column=unit_price").body());
    assertThat(prices.get("total").asInt()).isEqualTo(1);
    JsonNode run =
        ended(post("/api/v1/repairs", repair(", \"check\": \"type\", \"column\": \"unit_price\"")));
    assertThat(counts(run)).isEqualTo(new RunCounts(1, 1, 0, 0, 0));
    assertThat(positions()).containsExactlyInAnyOrder(2L, 3L);
    JsonNode summary = JSON.readTree(get("/api/v1/quarantine/summary?dataset=transactions").body());
    assertThat(summary.valueStream())
        .anySatisfy(
            group -> {
              assertThat(group.path("columnName").asString("")).isEqualTo("unit_price");
              assertThat(group.get("repaired").asLong()).isPositive();
              assertThat(group.get("rows").asLong())
                  .isGreaterThanOrEqualTo(group.get("repaired").asLong());
            });
  }

  @Test
  void loadsEachRowOnceWhenRepairsRunBesideEachOther() throws IOException {
    List<HttpResponse<String>> asked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asked.add(post("/api/v1/repairs", repair(i % 2 == 0 ? "" : ", \"check\": \"type\"")));
    }
    long loaded = asked.stream().map(this::ended).mapToLong(run -> counts(run).loaded()).sum();
    assertThat(loaded).isEqualTo(3);
    assertThat(positions()).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
  }

  @Test
  void landsNothingTwiceWhenTheCrashCameAfterTheCommit() throws IOException {
    DataSet transactions = dataSets.find("transactions").orElseThrow();
    UUID id =
        queue.add(
            new Repair(
                "transactions",
                new RowFilter(UUID.fromString(id(file)), null, "stock_code"),
                List.of(new Fix.Set("stock_code", "X", true))),
            "tester");
    ended(id);
    Landed second = landing.land(runs.find(id).orElseThrow(), transactions, new Unheeded());
    assertThat(second.counts()).isEqualTo(runs.find(id).orElseThrow().counts());
    assertThat(positions()).containsExactlyInAnyOrder(2L, 5L);
  }

  @Test
  void refusesWhatCannotBeDone() {
    assertThat(post("/api/v1/repairs", "{\"dataset\": \"nothing\"}").statusCode()).isEqualTo(404);
    HttpResponse<String> column =
        post(
            "/api/v1/repairs",
            "{\"dataset\": \"transactions\", \"fixes\": [{\"fix\": \"drop\", \"column\": \"colour\"}]}");
    assertThat(column.statusCode()).isEqualTo(400);
    assertThat(column.body()).contains("There is no column colour");
    HttpResponse<String> pattern =
        post(
            "/api/v1/repairs/dry-run",
            "{\"dataset\": \"transactions\", \"fixes\": [{\"fix\": \"cast\", \"column\": \"invoice_date\", \"to\": \"DATE\", \"pattern\": \"bbb\"}]}");
    assertThat(pattern.statusCode()).isEqualTo(400);
    assertThat(
            send(request("/api/v1/repairs", "reader")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(repair(""))))
                .statusCode())
        .isEqualTo(403);
  }

  private String repair(String more) {
    return "{\"dataset\": \"transactions\", \"rows\": {\"run\": \"%s\"%s}, \"fixes\": %s}"
        .formatted(id(file), more, FIXES);
  }

  private HttpResponse<String> post(String path, String json) {
    return send(
        request(path, "operator")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private void ended(UUID run) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> runs.find(run).orElseThrow().status().ended());
  }

  private static String id(JsonNode run) {
    return run.get("id").asString();
  }

  private static RunCounts counts(JsonNode run) {
    return JSON.treeToValue(run.get("counts"), RunCounts.class);
  }

  /** Lines of the file that the raw table has, one entry a row. */
  private List<Long> positions() throws IOException {
    List<Long> positions = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.raw(dataSets.find("transactions").orElseThrow()))
            .where(Expressions.equal(Provenance.SOURCE, file.get("checksum").asString()))
            .select(Provenance.SOURCE, Provenance.POSITION)
            .build()) {
      for (Record row : rows) {
        positions.add((Long) row.getField(Provenance.POSITION));
      }
    }
    return positions;
  }

  private static final class Unheeded implements LandingProgress {
    @Override
    public void counts(RunCounts now) {}

    @Override
    public void requireWanted() {}
  }
}
