package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Mart {@code funnel_daily}: how many sessions reached each step, by the day on which they began.
 * Who reached a step has reached those before it, also where the site does not record them.
 */
final class FunnelTransformation {

  Dataset<Row> apply(Dataset<Row> visits) {
    Column purchased = col("purchase").gt(0);
    Column checkedOut = purchased.or(col("checkout").gt(0));
    Column carted = checkedOut.or(col("cart").gt(0)).or(col("remove_from_cart").gt(0));
    Column viewed = carted.or(col("view").gt(0));
    return visits
        .groupBy("customer_id", "session_id")
        .agg(
            min("day").as("day"),
            sum("view").as("view"),
            sum("cart").as("cart"),
            sum("remove_from_cart").as("remove_from_cart"),
            sum("checkout").as("checkout"),
            sum("purchase").as("purchase"))
        .groupBy("day")
        .agg(
            count(lit(1)).as("sessions"),
            count_if(viewed).as("viewed"),
            count_if(carted).as("carted"),
            count_if(checkedOut).as("checked_out"),
            count_if(purchased).as("purchased"));
  }
}
