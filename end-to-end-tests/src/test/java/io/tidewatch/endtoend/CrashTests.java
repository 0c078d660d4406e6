package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each process is killed in turn; what was acknowledged before is there afterwards. */
class CrashTests {
  private static final Set<String> ACKNOWLEDGED = new TreeSet<>();

  @TempDir Path files;

  @BeforeAll
  static void up() {
    Platform.up();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sentiment-service",
        "churn-service",
        "feature-service",
        "etl-service",
        "ingestion-service",
        "kafka",
        "postgres",
        "dashboard-ui"
      })
  void comesBackAfterAKillWithNothingAcknowledgedMissing(String process) throws IOException {
    click();
    Platform.kill(process);

    Platform.Result up =
        Platform.tidewatch(Duration.ofMinutes(6), "up", "--no-build", "--no-samples");
    assertThat(up.exitCode()).as(up.all()).isZero();
    assertThat(Platform.health(process)).isEqualTo("healthy");

    click();
    Path file = files.resolve(process + ".csv");
    Files.writeString(
        file,
        "complaint_id,text,complaint_date\n%s,too slow,2026-11-01\n".formatted(UUID.randomUUID()));
    assertThat(Runs.load("complaints", file).get("status").asString()).isEqualTo("SUCCEEDED");
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              JsonNode features =
                  Http.as("reader", "feature-service")
                      .get("/api/v1/features/clickstream/CRASH")
                      .json();
              assertThat(features.get("numeric").get("events_24h").asInt())
                  .isEqualTo(ACKNOWLEDGED.size());
            });
  }

  /**
   * Posts one click, with retries as any careful client has, and remembers it once acknowledged.
   */
  private static void click() {
    String id = UUID.randomUUID().toString();
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Http.Answer answer =
                  Http.as("operator", "ingestion-service")
                      .post(
                          "/api/v1/events",
                          """
                          [{"eventId":"%s","type":"view","customerId":"CRASH","createdAt":"%s"}]"""
                              .formatted(id, Instant.now()));
              assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            });
    ACKNOWLEDGED.add(id);
  }
}
