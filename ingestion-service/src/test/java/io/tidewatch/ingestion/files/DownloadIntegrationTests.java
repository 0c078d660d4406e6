package io.tidewatch.ingestion.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidewatch.ingestion.RunningService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files are fetched from a web server, once a state, and over some of its moods. */
class DownloadIntegrationTests extends RunningService {
  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicInteger failures = new AtomicInteger();
  private final List<Map<String, List<String>>> requests = new CopyOnWriteArrayList<>();
  private volatile String content = "customer_id,tenure\n%s-1,1\n%s-2,2\n".formatted(mark, mark);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/customers.csv", this::file);
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/customers.csv");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/round",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/round");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fetchesEachStateOfAFileOnce() {
    JsonNode first = ended(fetch("/customers.csv"));
    assertThat(first.get("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(first.get("fileName").asString()).isEqualTo("customers.csv");
    assertThat(first.at("/counts/loaded").asInt()).isEqualTo(2);

    HttpResponse<String> same = fetch("/customers.csv");
    assertThat(same.statusCode()).as(same.body()).isEqualTo(200);
    JsonNode unchanged = JSON.readTree(same.body());
    assertThat(unchanged.get("status").asString()).isEqualTo("NOT_MODIFIED");
    assertThat(unchanged.get("run")).isEqualTo(first.get("id"));

    content += mark + "-3,3\n";
    JsonNode second = ended(fetch("/customers.csv"));
    assertThat(second.at("/counts/source").asInt()).isEqualTo(3);
    assertThat(requests)
        .extracting(headers -> headers.containsKey("If-none-match"))
        .containsExactly(false, true, true);
  }

  @Test
  void followsRedirectsAndTriesAgainWhenTheServerIsInABadMood() {
    failures.set(2);
    assertThat(ended(fetch("/moved")).get("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(requests).hasSize(3);
  }

  @Test
  void saysWhyAFileCannotBeHad() {
    failures.set(100);
    assertProblem(fetch("/customers.csv"), 502, "download-failed", "503");
    assertThat(requests).as("bounded").hasSize(4);
    assertProblem(fetch("/nowhere"), 502, "download-refused", "404");
    assertProblem(fetch("/round"), 502, "too-many-redirects", "from one address to the next");
    server.stop(0);
    assertProblem(fetch("/customers.csv"), 502, "download-failed", "could not be fetched");
    for (String url :
        List.of("ftp://example.org/x", "file:///etc/passwd", "nonsense", "http://a:b@c/")) {
      assertProblem(post(url), 400, "invalid-url", "");
    }
    assertThat(
            send(request("/api/v1/datasets/customers/downloads", "reader")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"url\": \"http://example.org/\"}")))
                .statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "::1", "fd00::1", "fe80::1", "::ffff:127.0.0.1", "255.255.255.255"
      })
  void knowsPrivateAddresses(String address) throws IOException {
    assertThat(WebAddresses.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2001:4860:4860::8888"})
  void knowsPublicAddresses(String address) throws IOException {
    assertThat(WebAddresses.isPrivate(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void doesNotFetchFromPrivateNetworksUnlessAllowed() {
    assertThatThrownBy(
            () -> WebAddresses.require(WebAddresses.parse("http://localhost:9081/"), false))
        .hasMessageContaining("private network");
  }

  private void file(HttpExchange exchange) throws IOException {
    requests.add(Map.copyOf(exchange.getRequestHeaders()));
    try (exchange) {
      if (failures.getAndDecrement() > 0) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      String etag = "\"" + content.hashCode() + "\"";
      exchange.getResponseHeaders().set("ETag", etag);
      if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void assertProblem(
      HttpResponse<String> answer, int status, String slug, String contained) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("/problems/" + slug).contains(contained);
  }

  private HttpResponse<String> fetch(String path) {
    return post("http://localhost:" + server.getAddress().getPort() + path);
  }

  private HttpResponse<String> post(String url) {
    return send(
        request("/api/v1/datasets/customers/downloads", "operator")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"url\": \"%s\"}".formatted(url))));
  }
}
