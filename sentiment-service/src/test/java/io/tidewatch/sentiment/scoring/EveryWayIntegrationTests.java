package io.tidewatch.sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.contracts.events.TextKind;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.sentiment.TestingService;
import io.tidewatch.testing.TestingTokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All ways in, over a real port, in single precision and without the cache. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidewatch.sentiment.precision=fp32",
      "tidewatch.sentiment.cache-size=0",
      "tidewatch.sentiment.max-request-bytes=2000000",
      "tidewatch.sentiment.cache-directory=target/sentiment-cache",
      "tidewatch.sentiment.files.directory=target/sentiment-files",
      "management.server.port=0"
    })
@DirtiesContext
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EveryWayIntegrationTests extends TestingService {
  private static final List<String> TEXTS =
      List.of(
          "Works as described.",
          "Furchtbar, nach einem Tag kaputt. Nie wieder!",
          "とても満足しています。おすすめです!",
          "",
          "👍👍👍",
          "Lovely box, shame about the thing inside it. ".repeat(30),
          "ok 好 хорошо جيد");

  @LocalServerPort private int port;
  @Autowired private JsonMapper json;
  @Autowired private EventPublisher events;
  @Autowired private JdbcClient database;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void givesATextTheSameProbabilitiesWhicheverWayItComes() throws Exception {
    List<double[]> alone = new ArrayList<>();
    for (String text : TEXTS) {
      alone.add(shares(read(send("/api/v1/sentiment", json(text)).body())));
    }
    List<String> lines = TEXTS.stream().map(this::json).toList();

    List<double[]> batch = new ArrayList<>();
    read(send("/api/v1/sentiment/batch", lines.toString()).body())
        .forEach(answer -> batch.add(shares(answer)));
    agree(batch, alone);

    List<double[]> streamed =
        send("/api/v1/sentiment/batch", String.join("\n", lines), "application/x-ndjson")
            .body()
            .lines()
            .map(line -> shares(read(line)))
            .toList();
    agree(streamed, alone);

    String tensor =
        "{\"inputs\":[{\"name\":\"text\",\"shape\":[%d],\"datatype\":\"BYTES\",\"data\":%s}]}"
            .formatted(TEXTS.size(), json.writeValueAsString(TEXTS));
    JsonNode data = read(send("/v2/models/sentiment/infer", tensor).body()).at("/outputs/0/data");
    List<double[]> inferred =
        IntStream.range(0, TEXTS.size())
            .mapToObj(
                i ->
                    IntStream.range(0, 5)
                        .mapToDouble(j -> data.get(i * 5 + j).asDouble())
                        .toArray())
            .toList();
    agree(inferred, alone);

    agree(fromKafka(), alone);
    agree(fromFile(), alone);
  }

  private List<double[]> fromFile() throws Exception {
    String lines = TEXTS.stream().map(this::json).collect(Collectors.joining("\n"));
    String form =
        """
        --edge
        Content-Disposition: form-data; name="file"; filename="texts.jsonl"

        %s
        --edge--
        """
            .formatted(lines);
    HttpResponse<String> accepted =
        send(
            "/api/v1/sentiment/files?column=text",
            form.replace("\n", "\r\n"),
            "multipart/form-data; boundary=edge");
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String job = "/api/v1/sentiment/files/" + read(accepted.body()).get("id").asString();
    await().atMost(Duration.ofMinutes(2)).until(() -> read(fetch(job)).has("endedAt"));
    return fetch(job + "/result")
        .lines()
        .map(this::read)
        .map(
            row ->
                Arrays.stream(Sentiment.values())
                    .mapToDouble(s -> row.get("sentiment_" + s.wireName()).asDouble())
                    .toArray())
        .toList();
  }

  private String fetch(String path) throws Exception {
    return http.send(
            request(path, "application/json").GET().build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private List<double[]> fromKafka() {
    String customer = "C-" + UUID.randomUUID();
    for (int i = 0; i < TEXTS.size(); i++) {
      events.publishAndWait(
          new ReviewReceived(
              customer + "-" + i,
              TextKind.REVIEW,
              customer,
              null,
              TEXTS.get(i),
              null,
              null,
              null,
              Instant.parse("2026-04-01T00:00:00Z")));
    }
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                database
                    .sql(
                        "select probabilities from scored_text where customer_id = ? order by text_id")
                    .param(customer)
                    .query(
                        (row, number) ->
                            Arrays.stream((Double[]) row.getArray(1).getArray())
                                .mapToDouble(share -> share)
                                .toArray())
                    .list(),
            found -> found.size() == TEXTS.size());
  }

  @Test
  void answersEachLineBeforeTheNextOneComes() throws Exception {
    try (Socket caller = new Socket("localhost", port)) {
      caller.setSoTimeout(60_000);
      OutputStream out = caller.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
      write(
          out,
          """
          POST /api/v1/sentiment/batch HTTP/1.1
          Host: localhost
          Connection: close
          Content-Type: application/x-ndjson
          Transfer-Encoding: chunked
          Authorization: %s

          """
              .formatted(TestingTokens.bearer("analyst"))
              .replace("\n", "\r\n"));
      chunk(out, "{\"id\":\"1\",\"text\":\"first\"}\n");
      assertThat(answer(in).get("id").asString()).isEqualTo("1");
      chunk(out, "{\"id\":\"2\",\n");
      assertThat(answer(in).get("line").asInt()).isEqualTo(2);
      chunk(out, "\n{\"id\":\"4\",\"text\":\"fou");
      chunk(out, "rth\"}");
      chunk(out, "");
      assertThat(answer(in).get("id").asString()).isEqualTo("4");
    }
  }

  /** Lines that are no object belong to the transfer, not to the answer. */
  private JsonNode answer(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.startsWith("{")) {
      line = in.readLine();
    }
    return read(String.valueOf(line));
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    write(out, Integer.toHexString(length) + "\r\n" + text + "\r\n");
  }

  @Test
  void answersEveryLineInOrderAlsoTheBadOnes() throws Exception {
    byte[] notUtf8 = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xff, '"', '}', '\n'};
    StringBuilder before = new StringBuilder();
    for (int i = 1; i <= 200; i++) {
      before.append(
          switch (i % 50) {
            case 1 -> "not json\n";
            case 2 -> "{\"id\":\"%d\"}\n".formatted(i);
            case 3 -> "{\"text\":{\"a\":1}}\n";
            case 4 -> "null\n";
            case 5 -> "{\"text\":\"%s\"}\n".formatted("x".repeat(2_000_001));
            default -> "{\"id\":\"%d\",\"text\":\"line %d\"}\n".formatted(i, i);
          });
    }
    byte[] start = before.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + notUtf8.length);
    System.arraycopy(notUtf8, 0, all, start.length, notUtf8.length);

    List<JsonNode> answers =
        http.send(
                request("/api/v1/sentiment/batch", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(all))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body()
            .lines()
            .map(this::read)
            .toList();
    assertThat(answers).hasSize(201);
    for (int i = 1; i <= 201; i++) {
      JsonNode answer = answers.get(i - 1);
      if (answer.has("error")) {
        assertThat(answer.get("line").asInt()).isEqualTo(i);
        assertThat(i % 50 <= 5 || i == 201).isTrue();
      } else {
        assertThat(answer.get("id").asString()).isEqualTo(Integer.toString(i));
      }
    }
    assertThat(answers.get(1).at("/error/field").asString()).isEqualTo("text");
    assertThat(answers.get(4).at("/error/status").asInt()).isEqualTo(413);
  }

  @Test
  void answersNaughtyBodiesWithAScoreOrAProblem() throws Exception {
    for (String text :
        List.of(
            "",
            " ",
            "\\u0000",
            "\\ud83d",
            "\\udc4d\\udc4d tail",
            "👩‍👩‍👧‍👦🏳️‍🌈",
            "ok 好 хорошо جيد 좋아요",
            "\\ufeff",
            "<s></s><pad><mask>",
            "x".repeat(1 << 20),
            "great ".repeat(170_000),
            "好".repeat(300_000))) {
      HttpResponse<String> answer =
          send("/api/v1/sentiment", "{\"id\":\"\\ud800\",\"text\":\"" + text + "\"}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(Arrays.stream(shares(read(answer.body()))).sum()).isCloseTo(1, within(1e-9));
    }
    byte[] notUtf8 = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xc3, '"', '}'};
    HttpResponse<String> answer =
        http.send(
            request("/api/v1/sentiment", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(notUtf8))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(read(answer.body()).get("type").asString()).endsWith("/malformed-json");
  }

  private void agree(List<double[]> found, List<double[]> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).as(TEXTS.get(i)).containsExactly(expected.get(i), within(1e-6));
    }
  }

  private String json(String text) {
    return json.writeValueAsString(Map.of("text", text));
  }

  private JsonNode read(String text) {
    return json.readTree(text);
  }

  private static double[] shares(JsonNode answer) {
    return Arrays.stream(Sentiment.values())
        .mapToDouble(s -> answer.get("probabilities").get(s.wireName()).asDouble())
        .toArray();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private HttpResponse<String> send(String path, String body) throws Exception {
    return send(path, body, "application/json");
  }

  private HttpResponse<String> send(String path, String body, String type) throws Exception {
    return http.send(
        request(path, type).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String type) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", TestingTokens.bearer("analyst"))
        .header("Content-Type", type);
  }
}
