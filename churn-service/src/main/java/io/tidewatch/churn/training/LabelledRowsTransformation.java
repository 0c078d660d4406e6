package io.tidewatch.churn.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.xxhash64;

import io.tidewatch.churn.features.ChurnModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.jspecify.annotations.Nullable;

/**
 * A feature table → the labelled rows of a model: {@value #CUSTOMER}, {@value #AS_OF}
 * (microseconds), {@value #LABEL} (1.0 = left), {@value #FOLD}, {@value #HASH}, and the features as
 * they are, nulls included.
 *
 * <p>Everything that looks random is a hash of the customer, so the same snapshot always gives the
 * same parts, and one customer is never in two folds.
 */
record LabelledRowsTransformation(ChurnModel model, int folds, @Nullable Integer maxRows) {
  static final String CUSTOMER = "customer_id";
  static final String AS_OF = "as_of";
  static final String LABEL = "__label";
  static final String FOLD = "__fold";
  static final String HASH = "__hash";

  Dataset<Row> apply(Dataset<Row> table) {
    List<String> present = Arrays.asList(table.columns());
    List<Column> columns = new ArrayList<>();
    columns.add(col(CUSTOMER).cast("string").as(CUSTOMER));
    columns.add(unix_micros(col(AS_OF).cast("timestamp")).as(AS_OF));
    columns.add(col(model.label()).cast("double").as(LABEL));
    Column hash = xxhash64(col(CUSTOMER).cast("string"));
    columns.add(hash.as(HASH));
    columns.add(
        pmod(xxhash64(col(CUSTOMER).cast("string"), lit("fold")), lit(folds)).cast("int").as(FOLD));
    model.categorical().forEach(f -> columns.add(feature(present, f, "string")));
    model.numeric().forEach(f -> columns.add(feature(present, f, "double")));
    Dataset<Row> labelled =
        table.where(col(model.label()).isNotNull()).select(columns.toArray(Column[]::new));
    if (!model.temporal()) {
      labelled =
          labelled
              .withColumn(
                  "__newest",
                  row_number().over(Window.partitionBy(col(CUSTOMER)).orderBy(col(AS_OF).desc())))
              .where(col("__newest").equalTo(1))
              .drop("__newest");
    }
    return maxRows == null
        ? labelled
        : labelled.orderBy(xxhash64(col(CUSTOMER), col(AS_OF)), col(CUSTOMER)).limit(maxRows);
  }

  private static Column feature(List<String> present, String name, String type) {
    return (present.contains(name) ? col(name) : lit(null)).cast(type).as(name);
  }
}
