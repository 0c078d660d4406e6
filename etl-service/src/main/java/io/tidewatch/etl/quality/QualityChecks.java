package io.tidewatch.etl.quality;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tidewatch.contracts.events.RunCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Measures the quality of processed data; a failed check is shown, it does not stop the run. */
public final class QualityChecks {
  private static final double MOST_REJECTED = 0.05;
  private static final double MOST_MISSING = 0.5;

  private static final Map<String, List<String>> EXPECTED =
      Map.of(
          "customers", List.of("contract", "tenure_months", "monthly_charges"),
          "transactions", List.of("customer_id", "country"),
          "clickstream", List.of("session_id", "product_id"),
          "complaints", List.of("customer_id", "channel"),
          "reviews", List.of("customer_id", "stars"));

  private QualityChecks() {}

  /** The results for one data set; none for one without rows. */
  public static List<CheckResult> of(String dataset, Dataset<Row> processed, RunCounts counts) {
    List<CheckResult> results = new ArrayList<>();
    if (counts.source() == 0) {
      return results;
    }
    results.add(
        new CheckResult(
            dataset,
            "counts-balance",
            counts.balanced(),
            counts.source()
                - counts.loaded()
                - counts.quarantined()
                - counts.duplicate()
                - counts.late(),
            "source = loaded + quarantined + duplicate + late"));
    double rejected = (double) counts.quarantined() / counts.source();
    results.add(
        new CheckResult(
            dataset,
            "rejected-share",
            rejected <= MOST_REJECTED,
            rejected,
            "at most 5 % of rows rejected"));
    Map<String, Column> shares = new LinkedHashMap<>();
    for (String name : EXPECTED.getOrDefault(dataset, List.of())) {
      shares.put(
          name, coalesce(avg(when(col(name).isNull(), 1.0).otherwise(0.0)), lit(0.0)).as(name));
    }
    Row row =
        processed.agg(count(lit(1)).as("rows"), shares.values().toArray(Column[]::new)).first();
    int i = 1;
    for (String name : shares.keySet()) {
      double missing = row.getDouble(i++);
      results.add(
          new CheckResult(
              dataset,
              "missing." + name,
              missing <= MOST_MISSING,
              missing,
              "at most half of the rows lack " + name));
    }
    return results;
  }
}
