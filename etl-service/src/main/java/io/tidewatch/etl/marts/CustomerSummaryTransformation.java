package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Mart {@code customer_summary}: one row for every customer whom any data set names. Rows without a
 * customer are in no summary.
 */
final class CustomerSummaryTransformation {

  Dataset<Row> apply(
      Dataset<Row> customers,
      Dataset<Row> invoices,
      Dataset<Row> visits,
      Dataset<Row> complaints,
      Dataset<Row> reviews) {
    return described(customers)
        .join(bought(invoices), using(), "full")
        .join(clicked(visits), using(), "full")
        .join(known(complaints).agg(count(lit(1)).as("complaints")), using(), "full")
        .join(
            known(reviews).agg(count(lit(1)).as("reviews"), avg("stars").as("average_stars")),
            using(),
            "full")
        .select(
            col("customer_id"),
            coalesce(col("country"), col("last_country")).as("country"),
            col("contract"),
            col("tenure_months"),
            col("monthly_charges"),
            col("churned"),
            col("first_order"),
            col("last_order"),
            zero("orders"),
            zero("revenue"),
            zero("returns"),
            when(col("orders").gt(0), col("returns").divide(col("orders"))).as("return_rate"),
            zero("complaints"),
            zero("reviews"),
            col("average_stars"),
            zero("sessions"),
            col("last_click"));
  }

  private static Dataset<Row> described(Dataset<Row> customers) {
    return customers.select(
        "customer_id", "country", "contract", "tenure_months", "monthly_charges", "churned");
  }

  private static Dataset<Row> bought(Dataset<Row> invoices) {
    Column order = when(col("sold"), col("invoice_date"));
    return known(invoices)
        .agg(
            min(order).as("first_order"),
            max(order).as("last_order"),
            count_if(col("sold")).as("orders"),
            sum("revenue").as("revenue"),
            count_if(col("returned")).as("returns"),
            max(struct(col("invoice_date"), col("country")))
                .getField("country")
                .as("last_country"));
  }

  private static Dataset<Row> clicked(Dataset<Row> visits) {
    return known(visits)
        .agg(count_distinct(col("session_id")).as("sessions"), max("last_click").as("last_click"));
  }

  private static org.apache.spark.sql.RelationalGroupedDataset known(Dataset<Row> rows) {
    return rows.filter(col("customer_id").isNotNull()).groupBy("customer_id");
  }

  private static String[] using() {
    return new String[] {"customer_id"};
  }

  private static Column zero(String figure) {
    return coalesce(col(figure), lit(0)).as(figure);
  }
}
