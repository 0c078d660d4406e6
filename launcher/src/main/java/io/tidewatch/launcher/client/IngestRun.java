package io.tidewatch.launcher.client;

import io.tidewatch.contracts.events.RunCounts;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One ingestion run as the service tells it.
 *
 * @param status {@code QUEUED}, {@code RUNNING}, {@code SUCCEEDED}, {@code FAILED}, {@code
 *     CANCELLED} or {@code DUPLICATE}
 * @param problems the first reasons for quarantine, with how often each occurred
 */
public record IngestRun(
    String id,
    String dataset,
    String fileName,
    String status,
    RunCounts counts,
    String message,
    List<String> problems) {

  public boolean isOver() {
    return !status.equals("QUEUED") && !status.equals("RUNNING");
  }

  /** Whether the file's rows are in the lake, by this run or by an earlier one of the same file. */
  public boolean isGood() {
    return status.equals("SUCCEEDED") || status.equals("DUPLICATE");
  }

  /** The counts as an equation. */
  public String equation() {
    return "%,d source = %,d loaded + %,d quarantined + %,d duplicate + %,d late"
        .formatted(
            counts.source(),
            counts.loaded(),
            counts.quarantined(),
            counts.duplicate(),
            counts.late());
  }

  /** The run, or the forecast of one, in an answer of ingestion-service. */
  public static IngestRun from(JsonNode run) {
    JsonNode counts = run.path("counts");
    List<String> problems = new ArrayList<>();
    run.path("problems").forEach(p -> problems.add(describe(p)));
    return new IngestRun(
        run.path("id").asString(""),
        run.path("dataset").asString(""),
        run.path("fileName").asString(""),
        run.path("status").asString("QUEUED"),
        new RunCounts(
            counts.path("source").asLong(0),
            counts.path("loaded").asLong(0),
            counts.path("quarantined").asLong(0),
            counts.path("duplicate").asLong(0),
            counts.path("late").asLong(0)),
        run.path("message").asString(""),
        List.copyOf(problems));
  }

  private static String describe(JsonNode problem) {
    if (!problem.isObject()) {
      return problem.asString("");
    }
    StringBuilder text = new StringBuilder();
    problem
        .properties()
        .forEach(
            e -> {
              if (!e.getValue().isNull()) {
                text.append(text.isEmpty() ? "" : ", ")
                    .append(e.getKey())
                    .append(' ')
                    .append(e.getValue().asString(""));
              }
            });
    return text.toString();
  }
}
