package io.tidewatch.ingestion;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Asks a running service for work on the lake. */
public final class LakeCalls {
  private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING");
  private final RunningService service;

  public LakeCalls(RunningService service) {
    this.service = service;
  }

  /** The answer to a request for work. */
  public HttpResponse<String> post(String path, String role, String body) {
    return service.send(
        service
            .request("/api/v1/lake" + path, role)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Asks for work and waits for its end. */
  public JsonNode done(String path, String body) {
    HttpResponse<String> answer = post(path, "admin", body);
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
    String job = answer.headers().firstValue("Location").orElseThrow();
    return Awaitility.await(path)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> RunningService.JSON.readTree(service.get(job).body()),
            document -> !OPEN.contains(document.path("status").asString()));
  }

  /** Erases a customer and gives the receipt. */
  public JsonNode erased(String customer) {
    JsonNode job = done("/erasures", "{\"customerId\": \"%s\"}".formatted(customer));
    if (!job.path("status").asString().equals("SUCCEEDED")) {
      throw new AssertionError(job.toString());
    }
    return job.path("result");
  }
}
