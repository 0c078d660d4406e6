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
    if (now == null || now.checkedAt().plus(FRESH).isBefore(clock.instant())) {
      now = refresh(model, now == null ? Optional.empty() : now.champion());
    }
    return now.champion();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void changed(ChampionChanged change) {
    held.remove(change.model());
  }

  private synchronized Held refresh(ChurnModel model, Optional<Champion> last) {
    Optional<Champion> champion =
        models
            .champion(model)
            .map(
                v ->
                    last.filter(l -> l.version().equals(v.version()))
                        .orElseGet(
                            () ->
                                new Champion(
                                    v.version(),
                                    v.trainedAt(),
                                    new ForestScorer(files.scorer(v.location())))));
    Held fresh = new Held(champion, clock.instant());
    held.put(model, fresh);
    return fresh;
  }
}
