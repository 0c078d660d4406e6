package io.tidewatch.ingestion.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.ingestion.TopicReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A site that speaks Segment's protocol, with a write key instead of a token. */
class SegmentIntegrationTests extends RunningService {
  private static final String KEY = "key-of-the-shop";

  @Test
  void takesABatchAsSegmentsLibrariesSendIt() {
    String id = UUID.randomUUID().toString();
    HttpResponse<String> answer =
        basic(
            "/api/v1/events/batch",
            KEY,
            """
            {"sentAt": "%2$s", "context": {"page": {"referrer": "https://search.example/"}}, "batch": [
              {"type": "identify", "messageId": "%1$s-i", "userId": "u-1", "anonymousId": "a-1", "traits": {"plan": "plus"}},
              {"type": "page", "messageId": "%1$s-p", "anonymousId": "a-1", "properties": {"url": "https://shop.example/x"}},
              {"type": "track", "messageId": "%1$s-t", "userId": "u-1", "event": "Product Added",
               "properties": {"product_id": 17, "price": 9.5, "quantity": 2, "category": "mugs"}},
              {"type": "track", "messageId": "%1$s-o", "userId": "u-1", "event": "Order Completed",
               "properties": {"products": [{"sku": "P-1", "price": 1}, {"sku": "P-2", "price": 2}]}},
              {"type": "track", "userId": "u-1", "event": "Danced"},
              {"type": "group", "userId": "u-1", "groupId": "g"},
              {"type": "page"}]}
            """
                .formatted(id, Instant.now()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.path("accepted").asInt()).isEqualTo(4);
    assertThat(body.path("rejected").findValuesAsString("field"))
        .containsExactly("event", "type", "anonymousId");
    JsonNode cart = sent(Topics.CLICKSTREAM_EVENTS, id + "-t");
    assertThat(cart.path("type").asString()).isEqualTo("cart");
    assertThat(cart.path("productId").asString()).isEqualTo("17");
    assertThat(cart.path("referrer").asString()).isEqualTo("https://search.example/");
    assertThat(sent(Topics.CLICKSTREAM_EVENTS, id + "-p").path("customerId").asString())
        .isEqualTo("a-1");
    assertThat(sent(Topics.CLICKSTREAM_EVENTS, id + "-o-2").path("productId").asString())
        .isEqualTo("P-2");
    assertThat(sent(Topics.CUSTOMERS_IDENTIFIED, id + "-i").path("traits").path("plan").asString())
        .isEqualTo("plus");
  }

  @Test
  void takesNoOrderOfMoreProductsThanAnybodyBuys() {
    String products = "{},".repeat(1_000) + "{}";
    HttpResponse<String> answer =
        basic(
            "/api/v1/events/track",
            KEY,
            "{\"userId\": \"u\", \"event\": \"Order Completed\", \"properties\": {\"products\": [%s]}}"
                .formatted(products));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(JSON.readTree(answer.body()).at("/rejected/0/field").asString())
        .isEqualTo("properties.products");
  }

  @Test
  void correctsTheClockOfTheDevice() {
    String id = UUID.randomUUID().toString();
    Instant wrong = Instant.now().minus(Duration.ofDays(400));
    HttpResponse<String> answer =
        send(
            request("/api/v1/events/track")
                .header("X-Write-Key", KEY)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"messageId\": \"%s\", \"userId\": \"u\", \"event\": \"Wish List Opened\", \"timestamp\": \"%s\", \"sentAt\": \"%s\"}"
                            .formatted(id, wrong.minusSeconds(60), wrong))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode click = sent(Topics.CLICKSTREAM_EVENTS, id);
    Instant received = Instant.parse(click.path("receivedAt").asString());
    assertThat(Instant.parse(click.path("createdAt").asString()))
        .isEqualTo(received.minusSeconds(60));
    assertThat(click.path("deviceCreatedAt").asString())
        .isEqualTo(wrong.minusSeconds(60).toString());
    assertThat(click.path("sentAt").asString()).isEqualTo(wrong.toString());
  }

  @Test
  void answers403ToAKeyThatNoAppHas() {
    String click = "{\"userId\": \"u\", \"event\": \"view\"}";
    HttpResponse<String> answer = basic("/api/v1/events/track", "made-up", click);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(JSON.readTree(answer.body()).path("type").asString()).endsWith("/unknown-app");
    assertThat(basic("/api/v1/runs", KEY, click).statusCode()).isEqualTo(401);
    assertThat(basic("/api/v1/reviews", KEY, click).statusCode()).isEqualTo(401);
    assertThat(
            send(request("/api/v1/events/track").POST(BodyPublishers.ofString(click))).statusCode())
        .isEqualTo(401);
  }

  @Test
  void servesTheSchemas() {
    JsonNode list = JSON.readTree(get("/api/v1/events/schemas").body());
    assertThat(list).isNotEmpty();
    for (JsonNode entry : list) {
      JsonNode schema = JSON.readTree(get(entry.path("href").asString()).body());
      assertThat(schema.path("$id").asString()).contains(entry.path("name").asString());
    }
    assertThat(get("/api/v1/events/schemas/click.v9").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> basic(String path, String key, String body) {
    String user = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    return send(
        request(path)
            .header("Authorization", "Basic " + user)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode sent(String topic, String eventId) {
    return JSON.readTree(TopicReader.received(topic, "\"" + eventId + "\"").value());
  }
}
