package io.tidewatch.sentiment.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.sentiment.model.ModelUnusableException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces the model that serves while it serves, one replacement at a time. */
final class ModelSwap {
  private static final Logger log = LoggerFactory.getLogger(ModelSwap.class);

  private final ModelLoader loader;
  private final ServingScorer scorer;
  private final ScoringMetrics metrics;
  private final Clock clock;
  private final AtomicReference<@Nullable Progress> latest = new AtomicReference<>();

  ModelSwap(ModelLoader loader, ServingScorer scorer, ScoringMetrics metrics, Clock clock) {
    this.loader = loader;
    this.scorer = scorer;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** How far a replacement is. */
  enum Status {
    UNPACKING,
    LOADING,
    WARMING_UP,
    SERVING,
    FAILED
  }

  /**
   * A replacement.
   *
   * @param location folder of the new model
   * @param version of the new model, once it serves
   * @param message why it failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Progress(
      String location,
      Status status,
      @Nullable String version,
      @Nullable String message,
      Instant startedAt,
      @Nullable Instant endedAt) {

    boolean running() {
      return endedAt == null;
    }

    Progress at(ModelLoader.Step step) {
      return new Progress(location, Status.valueOf(step.name()), null, null, startedAt, null);
    }
  }

  /** Begins a replacement, unless one runs: then that one is returned and nothing begins. */
  Optional<Progress> begin(String location) {
    Progress mine = new Progress(location, Status.UNPACKING, null, null, clock.instant(), null);
    Progress before = latest.get();
    if ((before != null && before.running()) || !latest.compareAndSet(before, mine)) {
      return Optional.empty();
    }
    Thread.ofPlatform().name("sentiment-model-swap").daemon().start(() -> replace(mine));
    return Optional.of(mine);
  }

  /** Returns the latest replacement. */
  Optional<Progress> latest() {
    return Optional.ofNullable(latest.get());
  }

  private void replace(Progress mine) {
    try {
      LoadedModel next = loader.load(mine.location(), step -> latest.set(mine.at(step)));
      scorer.serve(next);
      end(mine, Status.SERVING, next.description().version(), null);
    } catch (RuntimeException | OutOfMemoryError e) {
      metrics.loadFailed();
      log.atWarn()
          .addKeyValue("location", mine.location())
          .setCause(e)
          .log("The new model cannot serve; the old one goes on");
      end(mine, Status.FAILED, null, reason(e));
    }
  }

  private void end(
      Progress mine, Status status, @Nullable String version, @Nullable String message) {
    latest.set(
        new Progress(mine.location(), status, version, message, mine.startedAt(), clock.instant()));
  }

  private static String reason(Throwable e) {
    return e instanceof ModelUnusableException || e instanceof ScoringFailedException
        ? String.valueOf(e.getMessage())
        : "The model does not load: " + e;
  }
}
