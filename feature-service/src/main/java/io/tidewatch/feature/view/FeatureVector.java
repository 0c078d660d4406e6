package io.tidewatch.feature.view;

import io.tidewatch.contracts.events.FeaturesUpdated;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The features of one customer in one view at one instant; a feature that is unknown is missing.
 *
 * @param asOf the instant up to which data was used
 * @param numeric numbers by feature name
 * @param categorical labels by feature name
 */
public record FeatureVector(
    String view,
    String customerId,
    Instant asOf,
    Map<String, Double> numeric,
    Map<String, String> categorical) {

  public FeatureVector {
    numeric = Collections.unmodifiableMap(new LinkedHashMap<>(numeric));
    categorical = Collections.unmodifiableMap(new LinkedHashMap<>(categorical));
  }

  /** The vector that an event carries. */
  public static FeatureVector of(FeaturesUpdated event) {
    return new FeatureVector(
        event.view(), event.customerId(), event.asOf(), event.numeric(), event.categorical());
  }

  /** The event that tells others of this vector. */
  public FeaturesUpdated updated() {
    return new FeaturesUpdated(view, customerId, asOf, numeric, categorical);
  }
}
