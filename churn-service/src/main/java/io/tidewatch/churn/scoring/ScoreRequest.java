package io.tidewatch.churn.scoring;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.FeatureRow;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Features to score.
 *
 * @param model {@code customer} (if absent) or {@code clickstream}
 * @param customerId whose features these are; {@code anonymous} if absent
 * @param numeric numbers by feature name
 * @param categorical labels by feature name
 */
record ScoreRequest(
    @Nullable String model,
    @Nullable String customerId,
    @Nullable Map<String, @Nullable Double> numeric,
    @Nullable Map<String, @Nullable String> categorical) {

  ChurnModel churnModel() {
    return ChurnModel.named(model == null ? ChurnModel.CUSTOMER.wireName() : model);
  }

  /**
   * The features as a row.
   *
   * @throws UnknownFeatureException if the model has no feature of a given name
   */
  FeatureRow row(ChurnModel model, @Nullable Integer index, Instant now) {
    Map<String, @Nullable Double> numbers = numeric == null ? Map.of() : numeric;
    Map<String, @Nullable String> labels = categorical == null ? Map.of() : categorical;
    for (String name : numbers.keySet()) {
      if (!model.numeric().contains(name)) {
        throw new UnknownFeatureException(model, index, "numeric", name);
      }
    }
    for (String name : labels.keySet()) {
      if (!model.categorical().contains(name)) {
        throw new UnknownFeatureException(model, index, "categorical", name);
      }
    }
    return new FeatureRow(
        customerId == null || customerId.isBlank() ? "anonymous" : customerId,
        now,
        numbers,
        labels);
  }
}
