package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Mart {@code complaints_daily}: complaints by day, channel and status. */
final class ComplaintsTransformation {

  Dataset<Row> apply(Dataset<Row> complaints) {
    return complaints
        .groupBy(col("complaint_date").as("day"), col("channel"), col("status"))
        .agg(count(lit(1)).as("complaints"));
  }
}
