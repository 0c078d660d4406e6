package io.tidewatch.benchmarks.sentiment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that scores a text posted to it.
 *
 * @param name as it is printed
 * @param token bearer token; empty for none
 */
record Endpoint(String name, URI uri, String token) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Returns the answer. */
  JsonNode score(HttpClient http, String text) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("text", text))));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s answered %d %s".formatted(name, answer.statusCode(), answer.body()));
    }
    return JSON.readTree(answer.body());
  }

  /** Returns the probabilities of the five classes, in order. */
  double[] probabilities(HttpClient http, String text) throws IOException, InterruptedException {
    return score(http, text).get("probabilities").values().stream()
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
