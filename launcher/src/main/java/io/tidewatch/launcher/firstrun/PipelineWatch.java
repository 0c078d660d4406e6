package io.tidewatch.launcher.firstrun;

import io.tidewatch.launcher.client.PlatformClient;
import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.platform.Service;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Follows loaded data through ETL, features, training and scoring. */
public final class PipelineWatch {
  /** A trigger may wait this long before its run starts. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  /** A run may have been started by the very commit that ended the stage before. */
  private static final Duration OVERLAP = Duration.ofSeconds(3);

  private static final Duration NOTE_EVERY = Duration.ofSeconds(15);
  private static final List<String> UNFINISHED = List.of("RUNNING", "QUEUED");
  private static final List<String> MODELS = List.of("customer", "clickstream");

  private final PlatformClient client;
  private final Console console;
  private final Instant deadline;

  public PipelineWatch(PlatformClient client, Console console, Duration patience) {
    this.client = client;
    this.console = console;
    this.deadline = Instant.now().plus(patience);
  }

  /** Asks for an ETL run, since no fresh rows have asked for one. */
  public void startEtl() {
    client.post(Service.ETL, "/api/v1/runs", "operator", "{}".getBytes(StandardCharsets.UTF_8));
  }

  /** Returns when every customer with features has a score of both models. */
  public void follow() {
    Instant begin = Instant.now();
    Instant etl = stage("ETL", () -> ended(Service.ETL, begin));
    Instant features = stage("features", () -> ended(Service.FEATURE, etl));
    for (String model : MODELS) {
      stage("training: " + model, () -> champion(model, features));
    }
    for (String model : MODELS) {
      stage("scoring: " + model, () -> scored(model));
    }
  }

  /** What a poll saw: either an end with words for the person, or what it still waits for. */
  private record Sight(Optional<Instant> end, String words) {
    static Sight over(Instant end, String words) {
      return new Sight(Optional.of(end), words);
    }

    static Sight waiting(String words) {
      return new Sight(Optional.empty(), words);
    }
  }

  private Instant stage(String name, Supplier<Sight> look) {
    Instant begin = Instant.now();
    Instant noted = begin;
    while (true) {
      Sight sight = look.get();
      Instant now = Instant.now();
      if (sight.end().isPresent()) {
        console.done(name, sight.words(), Duration.between(begin, now));
        return sight.end().get();
      }
      if (now.isAfter(deadline)) {
        throw new LaunchException(
            "%s is not over in time (%s). The services go on; see the Pipelines page and ./tidewatch logs"
                .formatted(name, sight.words()));
      }
      if (Duration.between(noted, now).compareTo(NOTE_EVERY) >= 0) {
        console.note(
            "%s: %s, %d s"
                .formatted(name, sight.words(), Duration.between(begin, now).toSeconds()));
        noted = now;
      }
      pause();
    }
  }

  private Sight ended(Service service, Instant after) {
    List<JsonNode> runs = items(service, "/api/v1/runs?size=20");
    for (String unfinished : UNFINISHED) {
      if (runs.stream().anyMatch(r -> r.path("status").asString("").equals(unfinished))) {
        return Sight.waiting(unfinished.toLowerCase(Locale.ROOT));
      }
    }
    boolean quiet = Duration.between(after, Instant.now()).compareTo(QUIET) > 0;
    for (JsonNode run : runs) {
      Instant started = instant(run, "startedAt");
      String status = run.path("status").asString("");
      boolean fresh = started.isAfter(after.minus(OVERLAP));
      if (fresh && status.equals("FAILED")) {
        throw new LaunchException(
            "a run of %s failed: %s".formatted(service.module(), run.path("message").asString("")));
      }
      if (status.equals("SUCCEEDED") && (fresh || quiet)) {
        Duration took = Duration.between(started, instant(run, "endedAt"));
        return Sight.over(
            instant(run, "endedAt"), "its last run took" + Console.seconds(took).stripTrailing());
      }
    }
    return Sight.waiting("waiting for a run");
  }

  private Sight champion(String model, Instant since) {
    for (JsonNode one : items(Service.CHURN, "/api/v1/churn/models?model=" + model)) {
      if (one.path("alias").asString("").equals("champion")) {
        return Sight.over(
            instant(one, "trainedAt"),
            "version %s, AUC %.3f"
                .formatted(
                    one.path("version").asString("?"),
                    one.path("rocAuc").path("value").asDouble(0)));
      }
    }
    for (JsonNode run : items(Service.CHURN, "/api/v1/runs?job=churn.train." + model)) {
      if (run.path("status").asString("").equals("FAILED")
          && instant(run, "endedAt").isAfter(since.minus(OVERLAP))) {
        throw new LaunchException(
            "training %s failed: %s".formatted(model, run.path("message").asString("")));
      }
    }
    return Sight.waiting("training");
  }

  private Sight scored(String model) {
    if (items(Service.CHURN, "/api/v1/runs?job=churn.score").stream()
        .anyMatch(run -> UNFINISHED.contains(run.path("status").asString("")))) {
      return Sight.waiting("scoring");
    }
    for (JsonNode one : items(Service.CHURN, "/api/v1/churn/summary")) {
      if (one.path("model").asString("").equals(model) && one.path("scored").asLong(0) > 0) {
        return Sight.over(
            Instant.now(),
            "%,d customers, %,d at high risk"
                .formatted(one.path("scored").asLong(0), one.path("high").asLong(0)));
      }
    }
    return Sight.waiting("scoring");
  }

  /** The elements of a list, paged or not. */
  private List<JsonNode> items(Service service, String path) {
    List<JsonNode> items = new ArrayList<>();
    client
        .find(service, path)
        .ifPresent(d -> (d.isArray() ? d : d.path("items")).forEach(items::add));
    return items;
  }

  private static Instant instant(JsonNode run, String field) {
    String text = run.path(field).asString("");
    return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
  }

  private static void pause() {
    try {
      new CountDownLatch(1).await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted; the services go on", e);
    }
  }
}
