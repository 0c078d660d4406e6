package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Mart {@code daily_sales}: sales and returns by day and country. */
final class SalesTransformation {

  Dataset<Row> apply(Dataset<Row> invoices) {
    return invoices
        .groupBy("day", "country")
        .agg(
            count_if(col("sold")).as("orders"),
            sum("items").as("items"),
            sum("revenue").as("revenue"),
            count_if(col("returned")).as("returns"),
            sum("return_value").as("return_value"),
            count_distinct(when(col("sold"), col("customer_id"))).as("customers"))
        .select(
            "day", "country", "orders", "items", "revenue", "returns", "return_value", "customers");
  }
}
