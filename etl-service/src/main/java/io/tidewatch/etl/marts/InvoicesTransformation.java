package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Invoice lines summed by invoice, customer, country and day; adjustments are left out. {@code
 * sold} and {@code returned} say what an invoice has; values are exact.
 */
public final class InvoicesTransformation {

  /** Invoices of the lines of {@code processed.transactions}. */
  public Dataset<Row> apply(Dataset<Row> lines) {
    Column sale = not(col("returned"));
    Column giveBack = col("returned").and(col("amount").lt(0));
    return lines
        .filter(not(col("adjustment")))
        .withColumn("day", to_date(col("invoice_date")))
        .groupBy("invoice_no", "customer_id", "country", "day")
        .agg(
            max(sale).as("sold"),
            max(giveBack).as("returned"),
            min("invoice_date").as("invoice_date"),
            sum(expr("if(not returned, quantity, 0)")).as("items"),
            zeroIfNull(sum(expr("if(not returned, amount, null)"))).as("revenue"),
            zeroIfNull(sum(expr("if(returned and amount < 0, -amount, null)"))).as("return_value"));
  }

  private static Column zeroIfNull(Column amount) {
    return coalesce(amount, lit(0)).cast(Money.SUM);
  }
}
