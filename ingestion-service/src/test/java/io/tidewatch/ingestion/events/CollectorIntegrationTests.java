package io.tidewatch.ingestion.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.ingestion.TopicReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CollectorIntegrationTests extends RunningService {

  @Test
  void takesTheGoodItemsAndSaysWhyNotTheOthers() {
    String id = UUID.randomUUID().toString();
    HttpResponse<String> answer =
        post(
            "/api/v1/events",
            """
            [{"eventId": "%s", "type": "cart", "customerId": "C1", "createdAt": "2026-11-20T10:00:00Z", "price": 9.5},
             {"type": "dance", "customerId": "C1", "createdAt": "2026-11-20T10:00:00Z"},
             {"type": "view", "customerId": "C1", "createdAt": "2026-11-20T10:00:00Z", "price": "dear"},
             {"type": "view", "createdAt": "2026-11-20T10:00:00Z"},
             42]
            """
                .formatted(id));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.path("accepted").asInt()).isEqualTo(1);
    assertThat(body.path("rejected")).hasSize(4);
    assertThat(body.path("rejected").get(0).path("index").asInt()).isEqualTo(1);
    assertThat(body.path("rejected").get(0).path("field").asString()).isEqualTo("type");
    assertThat(body.path("rejected").get(1).path("field").asString()).isEqualTo("price");
    assertThat(body.path("rejected").get(2).path("field").asString()).isEqualTo("customerId");
    JsonNode sent = JSON.readTree(TopicReader.received(Topics.CLICKSTREAM_EVENTS, id).value());
    assertThat(sent.path("receivedAt").asString()).isNotBlank();
    assertThat(sent.path("type").asString()).isEqualTo("cart");
  }

  @Test
  void landsAcceptedClicksInTheRawTable() {
    String id = UUID.randomUUID().toString();
    post("/api/v1/events", click(id));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(landed(id)).hasSize(1));
    Record row = landed(id).get(0);
    assertThat(row.getField("customer_id")).isEqualTo("C7");
    assertThat(row.getField("_source")).isEqualTo(Topics.CLICKSTREAM_EVENTS);
    assertThat(row.getField("_kafka_partition")).isNotNull();
  }

  @Test
  void takesPackedBodiesAndLines() throws IOException {
    String lines =
        click(UUID.randomUUID().toString()) + "\nno json\n" + click(UUID.randomUUID().toString());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(lines.replace("\n{", "\n{").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    HttpResponse<String> answer =
        send(
            request("/api/v1/events", "operator")
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(JSON.readTree(answer.body()).path("accepted").asInt()).isEqualTo(2);
    assertThat(JSON.readTree(answer.body()).path("rejected").get(0).path("index").asInt())
        .isEqualTo(1);
  }

  @Test
  void answersBodiesThatAreNoItems() {
    assertProblem(post("/api/v1/events", "[{\"type\": "), 400, "malformed-json");
    assertProblem(post("/api/v1/events", ""), 400, "empty-request");
    assertProblem(post("/api/v1/events", "[{\"type\": 5}]"), 422, "invalid-items");
    assertProblem(
        post("/api/v1/events", "[" + " ".repeat(5 << 20) + "]"), 413, "request-too-large");
  }

  @Test
  void takesReviewsAndPublishesThem() {
    String id = UUID.randomUUID().toString();
    HttpResponse<String> answer =
        post(
            "/api/v1/reviews",
            "{\"textId\": \"%s\", \"kind\": \"review\", \"text\": \"Très bien\", \"stars\": 5}"
                .formatted(id));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(TopicReader.received(Topics.REVIEWS_RECEIVED, id).value()).contains("Très bien");
    assertProblem(post("/api/v1/reviews", "{\"text\": \"x\", \"stars\": 9}"), 422, "invalid-items");
  }

  @Test
  void publishesTheTextsOfALoadedFile() {
    String id = "R" + UUID.randomUUID();
    ingested("reviews", id + ".csv", "review_id,lang,stars,text\n" + id + ",de,5,Sehr gut\n");
    JsonNode sent = JSON.readTree(TopicReader.received(Topics.REVIEWS_RECEIVED, id).value());
    assertThat(sent.path("textId").asString()).isEqualTo(id);
    assertThat(sent.path("kind").asString()).isEqualTo("review");
    assertThat(sent.path("language").asString()).isEqualTo("de");
    assertThat(sent.path("stars").asInt()).isEqualTo(5);
    assertThat(TopicReader.received(Topics.RAW_LANDED, id + ".csv").key()).isEqualTo("reviews");
    assertThat(TopicReader.received(Topics.PIPELINE_RUNS, id + ".csv").value())
        .contains("ingest.reviews");
  }

  @Test
  void asksForTheOperatorRole() {
    assertThat(send(request("/api/v1/events").POST(BodyPublishers.ofString("[]"))).statusCode())
        .isEqualTo(401);
    assertThat(
            send(request("/api/v1/events", "analyst").POST(BodyPublishers.ofString("[]")))
                .statusCode())
        .isEqualTo(403);
  }

  private static String click(String id) {
    return "{\"eventId\": \"%s\", \"type\": \"view\", \"customerId\": \"C7\", \"createdAt\": \"2026-11-20T10:00:00Z\"}"
        .formatted(id);
  }

  private HttpResponse<String> post(String path, String body) {
    return send(
        request(path, "operator")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("type").asString()).endsWith("/" + slug);
  }

  private List<Record> landed(String eventId) {
    List<Record> found = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.raw(dataSets.find("clickstream").orElseThrow()))
            .where(Expressions.equal("event_id", eventId))
            .build()) {
      rows.forEach(found::add);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return found;
  }
}
