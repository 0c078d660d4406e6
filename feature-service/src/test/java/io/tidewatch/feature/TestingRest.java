package io.tidewatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.testing.TestingTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service under test as a caller with given roles. */
final class TestingRest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();
  private final int port;

  TestingRest(int port) {
    this.port = port;
  }

  int status(String path, String... roles) {
    return send(request(path, roles).GET()).statusCode();
  }

  JsonNode get(String path, String... roles) {
    HttpResponse<String> response = send(request(path, roles).GET());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json.readTree(response.body());
  }

  void problem(String path, int status, String slug) {
    HttpResponse<String> response = send(request(path, "reader").GET());
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json.readTree(response.body()).at("/type").asString())
        .isEqualTo("https://tidewatch.io/problems/" + slug);
  }

  HttpResponse<String> post(String path, String body, String... roles) {
    return send(
        request(path, roles)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String... roles) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    return roles.length == 0
        ? request
        : request.header("Authorization", TestingTokens.bearer(roles));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
