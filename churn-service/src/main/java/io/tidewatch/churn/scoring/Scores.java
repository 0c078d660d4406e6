package io.tidewatch.churn.scoring;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.FeatureRow;
import io.tidewatch.churn.forest.ForestScorer;
import io.tidewatch.churn.registry.Champion;
import io.tidewatch.contracts.events.ChurnBand;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.ChurnScored.Contribution;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Scores rows in plain Java. */
@Component
class Scores {
  private static final MathContext SHOWN_DIGITS = new MathContext(6);
  private final Clock clock;

  Scores(Clock clock) {
    this.clock = clock;
  }

  /**
   * The score of a row by a champion. Contributions of exactly 0 are left out; the rest still adds
   * up. The same row scored again by the same version has the same id.
   */
  ChurnScored score(ChurnModel model, Champion champion, FeatureRow row) {
    ForestScorer.Breakdown breakdown = champion.scorer().breakdown(row);
    List<String> features = champion.scorer().features();
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      double share = breakdown.contributions()[i];
      if (share != 0) {
        contributions.add(new Contribution(features.get(i), value(row, features.get(i)), share));
      }
    }
    contributions.sort(
        Comparator.comparingDouble((Contribution c) -> Math.abs(c.contribution())).reversed());
    // the quotient may leave 0..1 by the last bit
    double probability = Math.clamp(breakdown.probability(), 0, 1);
    return new ChurnScored(
        id(model, champion.version(), row),
        row.customerId(),
        model.wireName(),
        champion.version(),
        probability,
        ChurnBand.ofProbability(probability),
        breakdown.baseline(),
        contributions,
        row.asOf(),
        clock.instant());
  }

  /** The model's features that the row does not know. */
  static List<String> missing(ChurnModel model, FeatureRow row) {
    List<String> missing = new ArrayList<>();
    model.categorical().stream().filter(f -> !row.knows(f)).forEach(missing::add);
    model.numeric().stream().filter(f -> !row.knows(f)).forEach(missing::add);
    return missing;
  }

  private static String id(ChurnModel model, String version, FeatureRow row) {
    String name =
        String.join("|", model.wireName(), version, row.customerId(), row.asOf().toString());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String value(FeatureRow row, String feature) {
    String label = row.label(feature);
    if (label != null) {
      return label;
    }
    return row.knows(feature)
        ? BigDecimal.valueOf(row.number(feature))
            .round(SHOWN_DIGITS)
            .stripTrailingZeros()
            .toPlainString()
        : "unknown";
  }
}
