package io.tidewatch.churn.registry;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.forest.ForestScorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The champions, loaded once from their scorer files, without Spark. What another instance has
 * promoted is seen after {@link #FRESH} at the latest.
 */
@Component
public class Champions {
  static final Duration FRESH = Duration.ofSeconds(10);
  private final Models models;
  private final ModelFiles files;
  private final Clock clock;
  private final Map<ChurnModel, Held> held = new ConcurrentHashMap<>();

  private record Held(Optional<Champion> champion, Instant checkedAt) {}

  Champions(Models models, ModelFiles files, Clock clock) {
    this.models = models;
    this.files = files;
    this.clock = clock;
  }

  /** The model's champion, if one has been trained. */
  public Optional<Champion> champion(ChurnModel model) {
    Held now = held.get(model);
    return now == null || now.checkedAt().plus(FRESH).isBefore(clock.instant())
        ? current(model)
        : now.champion();
  }

  /**
   * The champion as the registry names it at this moment, whichever instance has promoted it: for
   * work that would not be done again by the next one.
   */
  public synchronized Optional<Champion> current(ChurnModel model) {
    Held last = held.get(model);
    Optional<Champion> known = last == null ? Optional.empty() : last.champion();
    Optional<Champion> champion =
        models
            .champion(model)
            .map(
                v ->
                    known
                        .filter(k -> k.version().equals(v.version()))
                        .orElseGet(
                            () ->
                                new Champion(
                                    v.version(),
                                    v.trainedAt(),
                                    new ForestScorer(files.scorer(v.location())))));
    held.put(model, new Held(champion, clock.instant()));
    return champion;
  }

  // waits for a look at the registry that began before the commit and would be kept after it
  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  synchronized void changed(ChampionChanged change) {
    held.remove(change.model());
  }
}
