package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Mart {@code product_sales}: sales and returns by product, under its latest description. */
final class ProductSalesTransformation {

  Dataset<Row> apply(Dataset<Row> lines) {
    return lines
        .filter(not(col("adjustment")))
        .groupBy("stock_code", "invoice_no")
        .agg(
            max(when(
                    col("description").isNotNull(),
                    struct(col("invoice_date"), col("description"))))
                .as("described"),
            max(not(col("returned"))).as("sold"),
            max(col("returned").and(col("amount").lt(0))).as("returned"),
            sum(expr("if(not returned, quantity, 0)")).as("items"),
            sum(expr("if(not returned, amount, null)")).as("revenue"))
        .groupBy("stock_code")
        .agg(
            max("described").as("described"),
            count_if(col("sold")).as("orders"),
            sum("items").as("items"),
            coalesce(sum("revenue"), lit(0)).cast(Money.SUM).as("revenue"),
            count_if(col("returned")).as("returns"))
        .select(
            col("stock_code"),
            col("described.description").as("description"),
            col("orders"),
            col("items"),
            col("revenue"),
            col("returns"));
  }
}
