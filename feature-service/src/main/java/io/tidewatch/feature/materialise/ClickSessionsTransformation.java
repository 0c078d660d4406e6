package io.tidewatch.feature.materialise;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Numbers the visits of each customer: a pause of more than 30 minutes ends a visit.
 *
 * <p>Adds {@code visit} (1, 2, ... per customer) and {@code previous} (the time of the click before
 * it in the same visit, null for a visit's first). Both depend on earlier clicks alone.
 */
final class ClickSessionsTransformation {

  Dataset<Row> apply(Dataset<Row> clicks) {
    WindowSpec inTime = Window.partitionBy("customer_id").orderBy("event_time", "event_id");
    Dataset<Row> marked =
        clicks
            .withColumn("before", lag("event_time", 1).over(inTime))
            .withColumn(
                "begins",
                coalesce(expr("event_time > before + interval 30 minutes"), expr("true")));
    return marked
        .withColumn("visit", sum(col("begins").cast("int")).over(inTime))
        .withColumn("previous", expr("if(begins, null, before)"))
        .drop("before", "begins");
  }
}
