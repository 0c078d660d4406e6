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

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Mart {@code product_sales}: sales and returns by product, under its latest description. */
final class ProductSalesTransformation {

  Dataset<Row> apply(Dataset<Row> lines) {
    Dataset<Row> products = lines.filter(not(col("adjustment")));
    return sold(products)
        .join(described(products), new String[] {"stock_code"}, "left")
        .select("stock_code", "description", "orders", "items", "revenue", "returns");
  }

  private static Dataset<Row> sold(Dataset<Row> products) {
    return products
        .groupBy("stock_code", "invoice_no")
        .agg(
            max(not(col("returned"))).as("sold"),
            max(col("returned").and(col("amount").lt(0))).as("returned"),
            sum(expr("if(not returned, quantity, 0)")).as("items"),
            sum(expr("if(not returned, amount, null)")).as("revenue"))
        .groupBy("stock_code")
        .agg(
            count_if(col("sold")).as("orders"),
            sum("items").as("items"),
            coalesce(sum("revenue"), lit(0)).cast(Money.SUM).as("revenue"),
            count_if(col("returned")).as("returns"));
  }

  /** Few rows are left after the first step, whose sums need no sorting. */
  private static Dataset<Row> described(Dataset<Row> products) {
    return products
        .filter(col("description").isNotNull())
        .groupBy("stock_code", "description")
        .agg(max("invoice_date").as("latest"))
        .groupBy("stock_code")
        .agg(
            max(struct(col("latest"), col("description")))
                .getField("description")
                .as("description"));
  }
}
