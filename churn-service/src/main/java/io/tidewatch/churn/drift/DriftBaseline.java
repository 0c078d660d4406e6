package io.tidewatch.churn.drift;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.FeatureRow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distributions that a model was trained on.
 *
 * @param labels shares of each label; the empty label stands for unknown
 */
public record DriftBaseline(
    Map<String, Bins> numeric, Map<String, Map<String, Double>> labels, Bins score) {
  static final String UNKNOWN = "";

  /**
   * The distributions of these rows.
   *
   * @param scores per row
   */
  public static DriftBaseline of(ChurnModel model, List<FeatureRow> rows, double[] scores) {
    Map<String, Bins> numeric = new LinkedHashMap<>();
    for (String feature : model.numeric()) {
      numeric.put(
          feature, Bins.of(rows.stream().mapToDouble(row -> number(row, feature)).toArray()));
    }
    Map<String, Map<String, Double>> labels = new LinkedHashMap<>();
    for (String feature : model.categorical()) {
      Map<String, Double> shares = new HashMap<>();
      rows.forEach(row -> shares.merge(label(row, feature), 1.0 / rows.size(), Double::sum));
      labels.put(feature, shares);
    }
    return new DriftBaseline(numeric, labels, Bins.of(scores));
  }

  static double number(FeatureRow row, String feature) {
    Double value = row.numeric().get(feature);
    return value == null ? Double.NaN : value;
  }

  static String label(FeatureRow row, String feature) {
    String label = row.label(feature);
    return label == null ? UNKNOWN : label;
  }
}
