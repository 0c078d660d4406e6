package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The sentiment service is killed in the middle of a stream of reviews. */
class SentimentCrashTests {
  private static final int REVIEWS = 1500;
  private static final int PAGE = 200;
  private static final String SERVICE = "sentiment-service";

  @BeforeAll
  static void up() {
    Platform.up();
  }

  @Test
  void scoresEveryReviewOnceAlthoughItIsKilledHalfWay() {
    String customer = "KILL-" + UUID.randomUUID();
    List<String> ids = IntStream.range(0, REVIEWS).mapToObj(i -> customer + "-" + i).toList();
    // The token and the process are there before the first look, so that the kill comes early.
    Http.as("reader", SERVICE).get("/api/v1/sentiment/texts?size=1");
    ProcessHandle service = Platform.handle(SERVICE);
    Broker.produce(
        "reviews.received.v1", customer, ids.stream().map(id -> review(id, customer)).toList());

    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> stored(customer), count -> count >= REVIEWS / 10);
    Platform.kill(SERVICE, service);
    int before = announced(customer).size();
    assertThat(before).as("scored before the kill").isPositive().isLessThan(REVIEWS);
    System.out.printf("killed after %d of %d reviews%n", before, REVIEWS);

    Platform.Result up =
        Platform.tidewatch(Duration.ofMinutes(6), "up", "--no-build", "--no-samples");
    assertThat(up.exitCode()).as(up.all()).isZero();
    await()
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .until(() -> stored(customer), count -> count >= REVIEWS);
    assertThat(storedIds(customer)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(announced(customer)).containsExactlyInAnyOrderElementsOf(ids);
  }

  /** Each differs, so that none is answered from the cache. */
  private static String review(String id, String customer) {
    return Platform.JSON.writeValueAsString(
        Map.of(
            "textId",
            id,
            "kind",
            "review",
            "customerId",
            customer,
            "text",
            "The parcel %s came late, the box was open and the manual was missing. ".formatted(id)
                + "Support answered after a week and asked for pictures that I had sent before.",
            "receivedAt",
            Instant.now().toString()));
  }

  private static int stored(String customer) {
    return Http.as("reader", SERVICE)
        .get("/api/v1/sentiment/customers/" + customer + "?latest=1")
        .json()
        .get("texts")
        .asInt();
  }

  private static List<String> storedIds(String customer) {
    List<String> ids = new ArrayList<>();
    for (int page = 0; page * PAGE < REVIEWS + PAGE; page++) {
      JsonNode items =
          Http.as("reader", SERVICE)
              .get(
                  "/api/v1/sentiment/texts?customer=%s&page=%d&size=%d"
                      .formatted(customer, page, PAGE))
              .json()
              .get("items");
      items.forEach(item -> ids.add(item.get("textId").asString()));
    }
    return ids;
  }

  /** The ids of the customer's texts on the topic; a text may be there twice. */
  private static Set<String> announced(String customer) {
    return Broker.values("sentiment.scored.v1").stream()
        .map(Platform.JSON::readTree)
        .filter(event -> customer.equals(event.path("customerId").asString("")))
        .map(event -> event.get("textId").asString())
        .collect(Collectors.toSet());
  }
}
