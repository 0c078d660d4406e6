package io.tidewatch.churn.registry;

import io.tidewatch.churn.evaluation.Comparison;
import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.platform.problem.NotFoundException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides which version serves. The first one becomes champion; a later one becomes challenger and
 * takes over only if it ranks significantly better on the same held-out rows, or if an admin says
 * so.
 */
@Service
public class Promotion {
  private static final Logger log = LoggerFactory.getLogger(Promotion.class);
  static final String CHAMPION = "champion";
  static final String CHALLENGER = "challenger";
  private final Models models;
  private final Audit audit;
  private final ApplicationEventPublisher events;

  Promotion(Models models, Audit audit, ApplicationEventPublisher events) {
    this.models = models;
    this.audit = audit;
    this.events = events;
  }

  /**
   * Registers a trained model and says what became of it.
   *
   * @param comparison with the champion on the same held-out rows; null if there was no champion
   * @return {@code champion} or {@code challenger}
   */
  @Transactional
  public String register(TrainedModel trained, @Nullable Comparison comparison, String actor) {
    models.add(trained);
    boolean first = models.champion(trained.model()).isEmpty();
    boolean takesOver = first || (comparison != null && comparison.significantGain());
    Map<String, Object> why =
        comparison == null
            ? Map.of("reason", "first version")
            : Map.of("comparison", comparison, "significantGain", comparison.significantGain());
    audit.record(actor, "train", trained.version(), why);
    if (takesOver) {
      crown(trained.model(), trained.version(), actor, why);
      return CHAMPION;
    }
    models.alias(trained.model(), CHALLENGER, trained.version());
    return CHALLENGER;
  }

  /**
   * Makes a version the champion, whatever its figures.
   *
   * @throws NotFoundException if the registry has no such version
   */
  @Transactional
  public ModelVersion promote(ChurnModel model, String version, String actor) {
    ModelVersion known =
        models
            .find(model, version)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "unknown-model",
                        "Model %s has no version %s.".formatted(model.wireName(), version)));
    if (!CHAMPION.equals(known.alias())) {
      crown(model, version, actor, Map.of("reason", "asked for by an admin"));
    }
    return models.find(model, version).orElseThrow();
  }

  private void crown(ChurnModel model, String version, String actor, Map<String, Object> why) {
    models.alias(model, CHAMPION, version);
    models.dropAlias(model, CHALLENGER, version);
    audit.record(actor, "promote", version, why);
    log.info("Champion changed model={} version={} actor={}", model.wireName(), version, actor);
    events.publishEvent(new ChampionChanged(model, version));
  }
}
