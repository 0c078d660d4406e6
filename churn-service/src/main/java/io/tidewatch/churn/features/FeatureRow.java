package io.tidewatch.churn.features;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one customer at one instant.
 *
 * @param asOf the instant up to which data was used
 * @param numeric numbers by feature name; a missing name or null means unknown
 * @param categorical labels by feature name; a missing name or null means unknown
 */
public record FeatureRow(
    String customerId,
    Instant asOf,
    Map<String, ? extends @Nullable Double> numeric,
    Map<String, ? extends @Nullable String> categorical) {

  /** The number, or 0 where it is unknown or not finite: the imputation that training uses too. */
  public double number(String feature) {
    Double value = numeric.get(feature);
    return value == null || !Double.isFinite(value) ? 0 : value;
  }

  /** The label, or null where it is unknown or empty. */
  public @Nullable String label(String feature) {
    String value = categorical.get(feature);
    return value == null || value.isEmpty() ? null : value;
  }

  /** Whether the feature has a value. */
  public boolean knows(String feature) {
    Double value = numeric.get(feature);
    return (value != null && Double.isFinite(value)) || label(feature) != null;
  }
}
