package io.tidewatch.feature.materialise;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Puts each click into the order of its customer's clicks. A pause of more than 30 minutes ends a
 * visit.
 *
 * <p>Adds, in epoch microseconds where it is a time: {@code at}; {@code visit} (1, 2, ... per
 * customer); {@code previous}, the click before it in the same visit; {@code product_before} and
 * {@code category_before}, the customer's click before it on the same product or category. All
 * depend on earlier clicks alone.
 */
final class ClickSessionsTransformation {

  Dataset<Row> apply(Dataset<Row> clicks) {
    WindowSpec inTime = Window.partitionBy("customer_id").orderBy("at", "event_id");
    return clicks
        .withColumn("at", unix_micros(col("event_time")))
        .withColumn("before", lag("at", 1).over(inTime))
        .withColumn("begins", coalesce(expr("at - before > 30 * 60000000L"), expr("true")))
        .withColumn("visit", sum(col("begins").cast("int")).over(inTime))
        .withColumn("previous", expr("if(begins, null, before)"))
        .withColumn("product_before", lag("at", 1).over(on("product_id")))
        .withColumn("category_before", lag("at", 1).over(on("category")))
        .drop("before", "begins");
  }

  private static WindowSpec on(String thing) {
    return Window.partitionBy("customer_id", thing).orderBy("at", "event_id");
  }
}
