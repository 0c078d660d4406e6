package io.tidewatch.ingestion.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.ingestion.TopicReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;

/** More at once than the collector takes: it says so, and keeps what it has accepted. */
class OverloadIntegrationTests extends RunningService {
  private static final int REQUESTS = 400;

  /** Bodies of unknown length count as large ones, so that a few at once are too many. */
  @Test
  void answersOnly202And429AndStoresWhatItAccepted() {
    String run = UUID.randomUUID().toString();
    assertThat(send(clickRequest(run + "-before")).statusCode()).isEqualTo(202);
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      byte[] body = click(run + "-" + i).getBytes(StandardCharsets.UTF_8);
      answers.add(
          http.sendAsync(
              clicks(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).build(),
              BodyHandlers.ofString()));
    }
    Set<String> accepted = new HashSet<>();
    int overloaded = 0;
    for (int i = 0; i < REQUESTS; i++) {
      HttpResponse<String> answer = answers.get(i).join();
      // 503 is no answer to overload, but right where the broker is starved by its neighbours
      Assumptions.assumeThat(answer.statusCode()).as(answer.body()).isNotEqualTo(503);
      assertThat(answer.statusCode()).as(answer.body()).isIn(202, 429);
      if (answer.statusCode() == 202) {
        accepted.add(run + "-" + i);
      } else {
        overloaded++;
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      }
    }
    assertThat(overloaded).isPositive();
    assertThat(accepted).isNotEmpty();
    assertThat(send(clickRequest(run + "-after")).statusCode()).isEqualTo(202);
    accepted.add(run + "-before");
    accepted.add(run + "-after");
    assertThat(TopicReader.upTo(Topics.CLICKSTREAM_EVENTS, run + "-after"))
        .filteredOn(value -> value.contains(run))
        .map(value -> JSON.readTree(value).path("eventId").asString())
        .containsExactlyInAnyOrderElementsOf(accepted);
  }

  @Test
  void unpacksNoBombs() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 200; i++) {
        gzip.write(new byte[1 << 20]);
      }
    }
    HttpResponse<String> answer =
        send(
            request("/api/v1/events", "operator")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray())));
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  private HttpRequest.Builder clickRequest(String id) {
    return clicks(BodyPublishers.ofString(click(id)));
  }

  private HttpRequest.Builder clicks(HttpRequest.BodyPublisher body) {
    return request("/api/v1/events", "operator")
        .header("Content-Type", "application/json")
        .POST(body);
  }

  private static String click(String id) {
    return "{\"eventId\": \"%s\", \"type\": \"view\", \"customerId\": \"C8\", \"createdAt\": \"2026-11-20T10:00:00Z\"}"
        .formatted(id);
  }
}
