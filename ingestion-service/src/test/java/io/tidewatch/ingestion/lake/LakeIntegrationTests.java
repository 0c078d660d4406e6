package io.tidewatch.ingestion.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.LakeCalls;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.ingestion.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What an operator asks of the lake. */
class LakeIntegrationTests extends RunningService {
  private final LakeCalls calls = new LakeCalls(this);
  @Autowired private io.tidewatch.ingestion.runs.Runs runs;
  @Autowired private JdbcClient jdbc;

  @Test
  void erasesACustomerAndGivesAReceipt() throws IOException {
    String gone = "G" + UUID.randomUUID();
    String stays = "S" + UUID.randomUUID();
    JsonNode run =
        ingested(
            "customers",
            gone + ".csv",
            "customer_id,tenure_months,monthly_charges\n%1$s,3,10\n%2$s,4,20\n%1$s,many,30\n%2$s,many,40\n"
                .formatted(gone, stays));
    assertThat(count(run, "loaded")).isEqualTo(2);
    JsonNode receipt = calls.erased(gone);
    assertThat(receipt.path("complete").asBoolean()).isTrue();
    assertThat(rows(receipt, "raw.customers")).isEqualTo(1);
    assertThat(rows(receipt, "quarantine.customers")).isEqualTo(1);
    assertThat(receipt.toString()).doesNotContain(gone);
    assertThat(receipt.path("landingFiles").get(0).asString())
        .isEqualTo(run.path("checksum").asString());
    assertThat(receipt.path("notCovered")).isNotEmpty();
    Table raw = lake.table("raw", "customers").orElseThrow();
    assertThat(found(raw, Expressions.equal("customer_id", gone))).isEmpty();
    assertThat(found(raw, Expressions.equal("customer_id", stays))).hasSize(1);
    Table quarantine = lake.table("quarantine", "customers").orElseThrow();
    Expression ofRun = Expressions.equal("run_id", run.path("id").asString());
    assertThat(found(quarantine, ofRun))
        .singleElement()
        .satisfies(row -> assertThat(row.getField("record").toString()).contains(stays));
    assertThat(
            JSON.readTree(get("/api/v1/quarantine?run=" + run.path("id").asString()).body())
                .path("total")
                .asInt())
        .isEqualTo(1);
    assertThat(raw.snapshots()).hasSize(1);
    assertThat(TopicReader.received(Topics.RAW_LANDED, "\"erasure\"").key()).isNotBlank();
    assertThat(rows(calls.erased(gone), "raw.customers")).isZero();
  }

  @Test
  void asksForTheRightRoles() {
    assertThat(calls.post("/erasures", "operator", "{\"customerId\": \"x\"}").statusCode())
        .isEqualTo(403);
    assertThat(calls.post("/erasures", "admin", "{\"customerId\": \" \"}").statusCode())
        .isEqualTo(400);
    assertThat(calls.post("/collections", "analyst", "").statusCode()).isEqualTo(403);
    assertThat(get("/api/v1/lake/jobs/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void tellsOfAReceivedFileThatHasChanged() throws IOException {
    String id = UUID.randomUUID().toString();
    JsonNode run = ingested("customers", id + ".csv", "customer_id\n%s\n".formatted(id));
    Path file = received(run);
    byte[] content = Files.readAllBytes(file);
    Files.writeString(file, "customer_id\nsomebody\n");
    JsonNode found = calls.done("/verifications", "");
    assertThat(found.path("status").asString()).isEqualTo("FAILED");
    assertThat(found.path("result").path("landing").path("problems").toString()).contains(id);
    JsonNode raw = found.path("result").path("tables").path("raw.customers");
    assertThat(raw.path("problems")).isEmpty();
    assertThat(raw.path("rows").asInt()).isPositive();
    Files.write(file, content);
    JsonNode again = calls.done("/verifications", "");
    assertThat(again.path("result").path("landing").path("problems").toString()).doesNotContain(id);
  }

  @Test
  void collectsGarbageAndKeepsAHistory() {
    ingested("customers", "g.csv", "customer_id\n%s\n".formatted(UUID.randomUUID()));
    JsonNode job = calls.done("/collections", "");
    assertThat(job.path("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(job.path("result").path("compact").path("raw.customers").has("before")).isTrue();
    assertThat(job.path("result").path("orphans").has("raw.customers")).isTrue();
    JsonNode jobs = JSON.readTree(get("/api/v1/lake/jobs?kind=GC").body());
    assertThat(jobs.path("items").toString()).contains(job.path("id").asString());
    JsonNode tables = JSON.readTree(get("/api/v1/lake/tables").body());
    assertThat(tables.findValuesAsString("name")).contains("raw.customers", "raw.clickstream");
    JsonNode history = JSON.readTree(get("/api/v1/lake/tables/raw/customers/snapshots").body());
    assertThat(history.get(0).path("operation").asString()).isNotBlank();
    assertThat(get("/api/v1/lake/tables/raw/nothing/snapshots").statusCode()).isEqualTo(404);
  }

  @Test
  void removesReceivedFilesThatWereLoadedLongAgo() {
    String content = "customer_id\n%s\n".formatted(UUID.randomUUID());
    JsonNode old = ingested("customers", "old.csv", content);
    JsonNode young =
        ingested("customers", "young.csv", "customer_id\n%s\n".formatted(UUID.randomUUID()));
    JsonNode failed =
        ingested("customers", "failed.csv", "customer_id\n%s\n".formatted(UUID.randomUUID()));
    change(old, "ended_at = ended_at - interval '25 hours'");
    change(
        failed, "ended_at = ended_at - interval '25 hours', landed_at = null, status = 'FAILED'");
    JsonNode result = calls.done("/collections", "").path("result").path("received");
    assertThat(result.path("files").asInt()).isEqualTo(1);
    assertThat(result.path("bytes").asInt()).isEqualTo(content.length());
    assertThat(received(old)).doesNotExist();
    assertThat(received(young)).exists();
    assertThat(received(failed)).exists();
    assertThat(calls.done("/verifications", "").path("result").path("landing").toString())
        .doesNotContain(old.path("checksum").asString());
    assertThat(ingested("customers", "again.csv", content).path("status").asString())
        .isEqualTo("DUPLICATE");
    assertThat(calls.done("/collections", "").path("result").path("received").path("files").asInt())
        .isZero();
  }

  private void change(JsonNode run, String how) {
    jdbc.sql("update run set " + how + " where id = cast(:id as uuid)")
        .param("id", run.path("id").asString())
        .update();
  }

  private Path received(JsonNode run) {
    return Path.of(
        URI.create(
            String.valueOf(
                runs.find(UUID.fromString(run.path("id").asString())).orElseThrow().location())));
  }

  private static long rows(JsonNode receipt, String table) {
    for (JsonNode part : receipt.path("tables")) {
      if (part.path("table").asString().equals(table)) {
        return part.path("rows").asLong();
      }
    }
    return -1;
  }

  private static List<Record> found(Table table, Expression wanted) throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> all = IcebergGenerics.read(table).where(wanted).build()) {
      all.forEach(rows::add);
    }
    return rows;
  }
}
