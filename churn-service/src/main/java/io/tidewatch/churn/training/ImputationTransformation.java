package io.tidewatch.churn.training;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tidewatch.churn.features.ChurnModel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows as they are → rows that the pipeline can take: numbers that are unknown or not finite become
 * 0, empty labels become null (which the indexer keeps as a label of its own). The scorer does the
 * same in {@link io.tidewatch.churn.features.FeatureRow}.
 */
record ImputationTransformation(ChurnModel model) {

  Dataset<Row> apply(Dataset<Row> rows) {
    Set<String> numeric = new HashSet<>(model.numeric());
    Set<String> categorical = new HashSet<>(model.categorical());
    return rows.select(
        Arrays.stream(rows.columns())
            .map(
                name ->
                    numeric.contains(name)
                        ? number(name)
                        : categorical.contains(name) ? label(name) : col(name))
            .toArray(Column[]::new));
  }

  private static Column number(String name) {
    Column value = col(name).cast("double");
    return when(
            value.isNull().or(isnan(value)).or(abs(value).equalTo(lit(Double.POSITIVE_INFINITY))),
            lit(0.0))
        .otherwise(value)
        .as(name);
  }

  private static Column label(String name) {
    Column value = col(name).cast("string");
    return when(value.equalTo(lit("")), lit(null).cast("string")).otherwise(value).as(name);
  }
}
