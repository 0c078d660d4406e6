package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Loads of files, followed to their end. */
final class Runs {
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "DUPLICATE");

  private Runs() {}

  /**
   * Uploads a file and returns its run document once the run has ended; its counts must balance.
   */
  static JsonNode load(String dataset, Path file) {
    Http operator = Http.as("operator", "ingestion-service");
    Http.Answer accepted = operator.upload(dataset, file);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String id = accepted.json().get("id").asString();
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> ENDED.contains(run(operator, id).get("status").asString()));
    JsonNode run = run(operator, id);
    JsonNode counts = run.get("counts");
    assertThat(counts.get("source").asLong())
        .as(run.toString())
        .isEqualTo(
            counts.get("loaded").asLong()
                + counts.get("quarantined").asLong()
                + counts.get("duplicate").asLong()
                + counts.get("late").asLong());
    return run;
  }

  private static JsonNode run(Http operator, String id) {
    return operator.get("/api/v1/runs/" + id).json();
  }
}
