package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Customers of tenure 0 have paid nothing yet: their blank total is 0. A blank total of any other
 * customer stays unknown.
 */
final class FillMissingCustomersTransformation implements Transformation {

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    return rows.withColumn(
        "total_charges",
        when(col("total_charges").isNull().and(col("tenure_months").equalTo(0)), 0.0)
            .otherwise(col("total_charges")));
  }
}
