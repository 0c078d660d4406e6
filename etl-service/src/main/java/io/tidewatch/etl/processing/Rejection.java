package io.tidewatch.etl.processing;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * A reason for which a processed table does not take a row.
 *
 * @param checkId stable, for example {@code etl.negative-price}
 * @param reason for people
 * @param meets true for rows that are rejected; null counts as false
 */
record Rejection(String checkId, String reason, Column meets) {
  static final String CHECK_ID = "check_id";
  static final String REASON = "reason";

  /** The rows with the id and reason of the first rejection that meets them, null if none does. */
  static Dataset<Row> mark(Dataset<Row> rows, Rejection... rejections) {
    Column id = lit(null).cast(DataTypes.StringType);
    Column reason = lit(null).cast(DataTypes.StringType);
    for (int i = rejections.length - 1; i >= 0; i--) {
      Column met = coalesce(rejections[i].meets(), lit(false));
      id = when(met, rejections[i].checkId()).otherwise(id);
      reason = when(met, rejections[i].reason()).otherwise(reason);
    }
    return rows.withColumn(CHECK_ID, id).withColumn(REASON, reason);
  }
}
