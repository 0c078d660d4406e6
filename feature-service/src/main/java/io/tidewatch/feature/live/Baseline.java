package io.tidewatch.feature.live;

import io.tidewatch.feature.view.FeatureVector;
import java.util.Map;
import java.util.Optional;

/**
 * The click features that a materialisation has counted, up to and including its as-of instant.
 *
 * @param at the as-of instant in epoch milliseconds; the least possible if there is none
 */
record Baseline(long at, Map<String, Double> values) {
  static final Baseline NONE = new Baseline(Long.MIN_VALUE, Map.of());

  static Baseline of(Optional<FeatureVector> materialised) {
    return materialised.map(v -> new Baseline(v.asOf().toEpochMilli(), v.numeric())).orElse(NONE);
  }

  boolean exists() {
    return at != Long.MIN_VALUE;
  }

  double value(String feature) {
    return values.getOrDefault(feature, 0.0);
  }

  /** When the customer clicked last before the as-of instant, in epoch milliseconds. */
  long lastClick() {
    Double days = values.get("days_since_last_click");
    return days == null ? Long.MIN_VALUE : at - Math.round(days * 86_400_000);
  }
}
