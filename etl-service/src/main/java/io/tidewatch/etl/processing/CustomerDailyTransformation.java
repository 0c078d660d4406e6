package io.tidewatch.etl.processing;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Joins transactions with clickstream: one row a customer and day (UTC) with what the customer
 * clicked, bought and sent back.
 */
public final class CustomerDailyTransformation {

  /** The daily rows of processed clicks and processed transactions. */
  public Dataset<Row> apply(Dataset<Row> clicks, Dataset<Row> transactions) {
    Dataset<Row> clicked =
        clicks
            .withColumn("day", to_date(col("event_time")))
            .groupBy("customer_id", "day")
            .agg(
                sum(lit(1)).as("clicks"),
                count_distinct(col("session_id")).as("sessions"),
                counted("view").as("product_views"),
                counted("cart").as("carts"),
                counted("checkout").as("checkouts"),
                counted("purchase").as("click_purchases"));
    Column sale = col("is_return").equalTo(false).and(col("is_product"));
    Dataset<Row> bought =
        transactions
            .where(col("customer_id").isNotNull())
            .withColumn("day", to_date(col("invoice_date")))
            .groupBy("customer_id", "day")
            .agg(
                count_distinct(when(sale, col("invoice_no"))).as("orders"),
                sum(when(sale, col("quantity")).otherwise(0)).as("items"),
                sum(when(sale, col("amount")).otherwise(0.0)).as("revenue"),
                count_distinct(when(col("is_return"), col("invoice_no"))).as("returns"),
                sum(when(col("is_return"), abs(col("amount"))).otherwise(0.0)).as("return_value"));
    return clicked
        .join(bought, new String[] {"customer_id", "day"}, "full_outer")
        .select(
            col("customer_id"),
            col("day"),
            orZero("clicks"),
            orZero("sessions"),
            orZero("product_views"),
            orZero("carts"),
            orZero("checkouts"),
            orZero("click_purchases"),
            orZero("orders"),
            orZero("items"),
            coalesce(col("revenue"), lit(0.0)).as("revenue"),
            orZero("returns"),
            coalesce(col("return_value"), lit(0.0)).as("return_value"));
  }

  private static Column counted(String eventType) {
    return sum(when(col("event_type").equalTo(eventType), 1).otherwise(0));
  }

  private static Column orZero(String name) {
    return coalesce(col(name), lit(0)).cast("long").as(name);
  }
}
