package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A click without a session belongs to its customer's session of that day; a cart or purchase
 * without a quantity is of one piece.
 */
final class FillMissingClickstreamTransformation implements Transformation {

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    return rows.withColumn(
            "session_id",
            coalesce(
                col("session_id"),
                concat_ws("@", col("customer_id"), to_date(col("event_time")).cast("string"))))
        .withColumn(
            "quantity",
            when(col("quantity").isNull().and(col("event_type").isin("cart", "purchase")), lit(1))
                .otherwise(col("quantity")));
  }
}
