package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import io.tidewatch.contracts.lake.Provenance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Mart {@code reviews_daily}: reviews by day, language and stars; one without a date counts on the
 * day on which it was received.
 */
final class ReviewsTransformation {

  Dataset<Row> apply(Dataset<Row> reviews) {
    return reviews
        .groupBy(
            to_date(coalesce(col("written_at"), col(Provenance.RECEIVED_AT))).as("day"),
            col("lang").as("language"),
            col("stars"))
        .agg(count(lit(1)).as("reviews"));
  }
}
