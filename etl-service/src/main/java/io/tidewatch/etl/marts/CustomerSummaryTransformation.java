package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row for each customer that any data set names. */
final class CustomerSummaryTransformation {
  private static final String[] ID = {"customer_id"};

  Dataset<Row> apply(ProcessedTables in) {
    Dataset<Row> customers =
        in.customers()
            .select(
                "customer_id",
                "country",
                "contract",
                "tenure_months",
                "monthly_charges",
                "churned");
    Dataset<Row> orders =
        in.transactions()
            .where(col("customer_id").isNotNull().and(col("is_product")))
            .groupBy("customer_id")
            .agg(
                max(col("country")).as("order_country"),
                min(when(col("is_return").equalTo(false), col("invoice_date"))).as("first_order"),
                max(when(col("is_return").equalTo(false), col("invoice_date"))).as("last_order"),
                Mart.orders(),
                Mart.revenue(),
                Mart.returns());
    Dataset<Row> complaints =
        in.complaints()
            .where(col("customer_id").isNotNull())
            .groupBy("customer_id")
            .agg(count(lit(1)).as("complaints"));
    Dataset<Row> reviews =
        in.reviews()
            .where(col("customer_id").isNotNull())
            .groupBy("customer_id")
            .agg(count(lit(1)).as("reviews"), Mart.mean("stars", "average_stars"));
    Dataset<Row> visits =
        in.clickstream()
            .groupBy("customer_id")
            .agg(
                count_distinct(col("session_id")).as("sessions"),
                max(col("event_time")).as("last_click"));
    return customers
        .join(orders, ID, "full_outer")
        .join(complaints, ID, "full_outer")
        .join(reviews, ID, "full_outer")
        .join(visits, ID, "full_outer")
        .select(
            col("customer_id"),
            coalesce(col("country"), col("order_country")).as("country"),
            col("contract"),
            col("tenure_months"),
            col("monthly_charges").cast("decimal(18,2)").as("monthly_charges"),
            col("churned"),
            col("first_order"),
            col("last_order"),
            orZero("orders"),
            coalesce(col("revenue"), lit(0).cast("decimal(18,2)")).as("revenue"),
            orZero("returns"),
            when(col("orders").gt(0), col("returns").divide(col("orders"))).as("return_rate"),
            orZero("complaints"),
            orZero("reviews"),
            col("average_stars"),
            orZero("sessions"),
            col("last_click"));
  }

  private static Column orZero(String name) {
    return coalesce(col(name), lit(0L)).as(name);
  }
}
