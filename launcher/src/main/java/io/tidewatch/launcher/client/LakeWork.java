package io.tidewatch.launcher.client;

import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.platform.Service;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks ingestion-service for work on the lake and waits for its end. */
public final class LakeWork {
  private static final int ACCEPTED = 202;
  private static final long POLL_MILLIS = 300;
  private static final String PATH = "/api/v1/lake/";
  private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING");

  private final JsonMapper json = JsonMapper.builder().build();
  private final PlatformClient client;
  private final Duration patience;

  /**
   * @param patience how long one piece of work may take
   */
  public LakeWork(PlatformClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /** Every table with rows, files and states. */
  public JsonNode tables() {
    return found("tables");
  }

  /** The states of a table, newest first. */
  public JsonNode history(String namespace, String name) {
    return found("tables/%s/%s/snapshots".formatted(namespace, name));
  }

  /** The ended job of a check. */
  public JsonNode verify() {
    return toTheEnd("verifications", "operator", Map.of());
  }

  /** The ended job of a garbage collection. */
  public JsonNode collect() {
    return toTheEnd("collections", "operator", Map.of());
  }

  /** The ended job of an erasure; its result is the receipt. */
  public JsonNode erase(String customerId) {
    return toTheEnd("erasures", "admin", Map.of("customerId", customerId));
  }

  private JsonNode found(String what) {
    return client
        .find(Service.INGESTION, PATH + what)
        .orElseThrow(() -> new LaunchException("the lake has no " + what));
  }

  private JsonNode toTheEnd(String work, String role, Map<String, String> body) {
    HttpResponse<String> answer =
        client.post(
            Service.INGESTION,
            PATH + work,
            role,
            json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    if (answer.statusCode() != ACCEPTED) {
      throw new LaunchException(
          "ingestion-service answers %d: %s".formatted(answer.statusCode(), answer.body()));
    }
    String id = json.readTree(answer.body()).path("id").asString();
    Instant end = Instant.now().plus(patience);
    while (true) {
      JsonNode job = found("jobs/" + id);
      if (!OPEN.contains(job.path("status").asString())) {
        return job;
      }
      if (Instant.now().isAfter(end)) {
        throw new LaunchException(
            "job %s still runs after %d s; it goes on in the service"
                .formatted(id, patience.toSeconds()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted; the work goes on in the service", e);
    }
  }
}
