package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** A file with many rows, and its way into the lake. */
final class BigFile {
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "DUPLICATE");

  private BigFile() {}

  /** Writes invoices numbered from 0. */
  static Path ofTransactions(Path file, int rows) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(
          "invoice_no,stock_code,description,quantity,invoice_date,unit_price,customer_id,country\n");
      for (int i = 0; i < rows; i++) {
        out.write(
            i + ",S" + i % 900 + ",thing,1,2026-10-01 10:00:00,2.50,BIG-" + i % 5000 + ",Norway\n");
      }
    }
    return file;
  }

  /** Sends the file again and again until it is taken. */
  static Upload upload(String dataset, Path file) {
    return new Upload(
        CompletableFuture.supplyAsync(
            () ->
                await()
                    .atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(
                        () -> Http.as("operator", "ingestion-service").upload(dataset, file),
                        answer -> answer.status() == 202)
                    .json()),
        dataset);
  }

  /**
   * A file on its way.
   *
   * @param taken the answer to the upload that went through
   */
  record Upload(CompletableFuture<JsonNode> taken, String dataset) {
    /** Waits until so many rows are read, or for half a minute: some files are quick. */
    void awaitRowsOrEnd(int rows) {
      try {
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(100))
            .ignoreExceptions()
            .until(
                () ->
                    runs().stream()
                        .anyMatch(
                            run ->
                                run.at("/counts/source").asLong() >= rows
                                    || ENDED.contains(run.get("status").asString())));
      } catch (ConditionTimeoutException e) {
        return;
      }
    }

    boolean loaded() {
      return taken.isDone()
          && runs().stream().anyMatch(run -> "SUCCEEDED".equals(run.get("status").asString()));
    }

    /** Waits for the end: one run has loaded every row, the others found it a duplicate. */
    void awaitLoaded(int rows) {
      await()
          .atMost(Duration.ofMinutes(15))
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptions()
          .until(
              () ->
                  taken.isDone()
                      && runs().stream()
                          .allMatch(run -> ENDED.contains(run.get("status").asString())));
      List<JsonNode> runs = runs();
      assertThat(runs)
          .as(runs.toString())
          .filteredOn(run -> "SUCCEEDED".equals(run.get("status").asString()))
          .singleElement()
          .satisfies(
              run -> {
                assertThat(run.at("/counts/source").asLong()).isEqualTo(rows);
                assertThat(run.at("/counts/loaded").asLong()).isEqualTo(rows);
              });
      assertThat(runs)
          .allMatch(run -> Set.of("SUCCEEDED", "DUPLICATE").contains(run.get("status").asString()));
    }

    private List<JsonNode> runs() {
      JsonNode items =
          Http.as("operator", "ingestion-service")
              .get("/api/v1/runs?dataset=" + dataset)
              .json()
              .get("items");
      List<JsonNode> runs = new ArrayList<>();
      items.forEach(runs::add);
      return runs;
    }
  }
}
