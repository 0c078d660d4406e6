package io.tidewatch.ingestion.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.ingestion.TopicReader;
import io.tidewatch.testing.TestingTokens;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assumptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** More at once than the collector takes: it says so, and keeps what it has accepted. */
class OverloadIntegrationTests extends RunningService {
  private static final int REQUESTS = 400;

  /** More large bodies than there is room for. */
  private static final int LARGE = 30;

  /** More senders than there is room for, if each had room for a large body. */
  private static final int SLOW = 300;

  /**
   * Large bodies that have come in but for their last click take the whole room, so that the rest
   * is too much for sure, however fast the machine is. Three refusals in a row: by then none of
   * them waits to be refused itself.
   */
  @Test
  void answersOnly202And429AndStoresWhatItAccepted() throws IOException {
    String run = UUID.randomUUID().toString();
    assertThat(send(clickRequest(run + "-before")).statusCode()).isEqualTo(202);
    Map<String, Socket> held = new LinkedHashMap<>();
    Map<String, CompletableFuture<HttpResponse<String>>> answers = new LinkedHashMap<>();
    for (int i = 0; i < LARGE; i++) {
      held.put(run + "-large-" + i, begun(600_000));
    }
    AtomicInteger refused = new AtomicInteger();
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> {
              for (int i = 0; i < 10; i++) {
                held.put(run + "-small-" + held.size(), begun(0));
              }
              String id = run + "-probe-" + answers.size();
              answers.put(id, ofUnknownLength(id));
              boolean full = answers.get(id).join().statusCode() == 429;
              return refused.updateAndGet(before -> full ? before + 1 : 0) == 3;
            });
    for (int i = 0; i < REQUESTS; i++) {
      String id = run + "-" + i;
      answers.put(id, ofUnknownLength(id));
    }
    assertThat(answers.get(run + "-0").join().statusCode()).isEqualTo(429);
    Set<String> accepted = new HashSet<>();
    for (Map.Entry<String, Socket> request : held.entrySet()) {
      if (ended(request.getValue(), request.getKey()) == 202) {
        accepted.add(request.getKey());
      }
    }
    assertThat(accepted).isNotEmpty();
    answers.forEach(
        (id, coming) -> {
          HttpResponse<String> answer = coming.join();
          // 503 is no answer to overload, but right where the broker is starved by its neighbours
          Assumptions.assumeThat(answer.statusCode()).as(answer.body()).isNotEqualTo(503);
          assertThat(answer.statusCode()).as(answer.body()).isIn(202, 429);
          if (answer.statusCode() == 202) {
            accepted.add(id);
          } else {
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
          }
        });
    assertThat(send(clickRequest(run + "-after")).statusCode()).isEqualTo(202);
    accepted.add(run + "-before");
    accepted.add(run + "-after");
    assertThat(TopicReader.upTo(Topics.CLICKSTREAM_EVENTS, run + "-after"))
        .filteredOn(value -> value.contains(run))
        .map(value -> JSON.readTree(value).path("eventId").asString())
        .containsExactlyInAnyOrderElementsOf(accepted);
  }

  @Test
  void slowSendersAreInNobodysWay() throws IOException {
    String run = UUID.randomUUID().toString();
    Map<String, Socket> slow = new LinkedHashMap<>();
    for (int i = 0; i < SLOW; i++) {
      slow.put(run + "-" + i, begun(1));
    }
    assertThat(send(clickRequest(run + "-quick")).statusCode()).isEqualTo(202);
    for (Map.Entry<String, Socket> request : slow.entrySet()) {
      assertThat(ended(request.getValue(), request.getKey())).isEqualTo(202);
    }
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

  private CompletableFuture<HttpResponse<String>> ofUnknownLength(String id) {
    byte[] body = click(id).getBytes(StandardCharsets.UTF_8);
    return http.sendAsync(
        clicks(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).build(),
        BodyHandlers.ofString());
  }

  /**
   * A request that has come in but for its click.
   *
   * @param blanks before it
   */
  private Socket begun(int blanks) throws IOException {
    Socket socket = new Socket("localhost", port);
    String head =
        """
        POST /api/v1/events HTTP/1.1\r
        Host: localhost\r
        Authorization: %s\r
        Content-Type: application/json\r
        Transfer-Encoding: chunked\r
        \r
        """
            .formatted(TestingTokens.bearer("operator"));
    String chunk = blanks == 0 ? "" : "%x\r\n%s\r\n".formatted(blanks, " ".repeat(blanks));
    socket.getOutputStream().write((head + chunk).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Sends the body of a request that has begun and reads the status of the answer. */
  private static int ended(Socket begun, String id) throws IOException {
    try (begun) {
      String click = click(id);
      String chunks = "%x\r\n%s\r\n0\r\n\r\n".formatted(click.length(), click);
      begun.getOutputStream().write(chunks.getBytes(StandardCharsets.US_ASCII));
      String line =
          new BufferedReader(
                  new InputStreamReader(begun.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return Integer.parseInt(line.split(" ")[1]);
    }
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
