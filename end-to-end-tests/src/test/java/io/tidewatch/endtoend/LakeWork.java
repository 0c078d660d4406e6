package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compaction, expiry and the erasure of customers, again and again beside the lander. */
final class LakeWork implements AutoCloseable {
  private static final int CUSTOMERS = 3;
  private static final int CLICKS_EACH = 40;

  private final List<String> erasures = new ArrayList<>();
  private final Thread worker = Thread.ofVirtual().unstarted(this::work);
  private volatile boolean stop;

  /** Sends the clicks that will be erased, waits for them in the lake, and begins. */
  void start() {
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      List<String> clicks = new ArrayList<>();
      for (int i = 0; i < CLICKS_EACH; i++) {
        clicks.add(
            "{\"eventId\":\"gone-%d-%d\",\"type\":\"view\",\"customerId\":\"%s\",\"createdAt\":\"%s\"}"
                .formatted(customer, i, name(customer), Instant.now()));
      }
      Http.Answer answer =
          Http.as("operator", "ingestion-service").post("/api/v1/events", clicks.toString());
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> rowsOfErasedCustomers() == (long) CUSTOMERS * CLICKS_EACH);
    worker.start();
  }

  /** Ends after the work that is under way; every erasure must have succeeded. */
  void stopAndSucceed() throws InterruptedException {
    stop = true;
    worker.join(Duration.ofMinutes(3));
    assertThat(worker.isAlive()).isFalse();
    for (int customer = erasures.size(); customer < CUSTOMERS; customer++) {
      erasures.add(asked("/api/v1/lake/erasures", name(customer)));
    }
    for (String id : erasures) {
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(status(id)).isEqualTo("SUCCEEDED"));
    }
  }

  long rowsOfErasedCustomers() {
    AtomicLong rows = new AtomicLong();
    LakeRows.forEach(
        "clickstream",
        List.of("event_id"),
        row -> {
          if (String.valueOf(row.getField("event_id")).startsWith("gone-")) {
            rows.incrementAndGet();
          }
        });
    return rows.get();
  }

  private void work() {
    while (!stop) {
      try {
        if (erasures.size() < CUSTOMERS) {
          erasures.add(asked("/api/v1/lake/erasures", name(erasures.size())));
        }
        asked("/api/v1/lake/collections", null);
        TimeUnit.SECONDS.sleep(10);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Asks until somebody is there to take the order. */
  private static String asked(String path, @Nullable String customer) {
    String body = customer == null ? "" : "{\"customerId\":\"%s\"}".formatted(customer);
    JsonNode job =
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofSeconds(1))
            .ignoreExceptions()
            .until(
                () -> {
                  Http.Answer answer = Http.as("admin", "ingestion-service").post(path, body);
                  return answer.status() == 202 ? answer.json() : null;
                },
                answer -> answer != null);
    return job.get("id").asString();
  }

  private static String status(String id) {
    return Http.as("operator", "ingestion-service")
        .get("/api/v1/lake/jobs/" + id)
        .json()
        .get("status")
        .asString();
  }

  private static String name(int customer) {
    return "GONE-" + customer;
  }

  @Override
  public void close() {
    worker.interrupt();
  }
}
