package io.tidewatch.churn.training;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.FeatureRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Turns Spark's rows into the rows of the scorer. */
final class SparkRows {
  private SparkRows() {}

  static FeatureRow featureRow(ChurnModel model, Row row, String customerId, long asOfMicros) {
    Map<String, Double> numeric = new HashMap<>();
    for (String feature : model.numeric()) {
      Double value = row.getAs(feature);
      if (value != null) {
        numeric.put(feature, value);
      }
    }
    Map<String, String> categorical = new HashMap<>();
    for (String feature : model.categorical()) {
      String label = row.getAs(feature);
      if (label != null) {
        categorical.put(feature, label);
      }
    }
    return new FeatureRow(
        customerId, Instant.EPOCH.plus(asOfMicros, ChronoUnit.MICROS), numeric, categorical);
  }
}
