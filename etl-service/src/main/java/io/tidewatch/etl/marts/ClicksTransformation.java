package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Mart {@code clicks_daily}: clicks and the customers who made them, by day and event type. */
final class ClicksTransformation {
  private static final String UNPIVOT =
      VisitsTransformation.EVENT_TYPES.stream()
          .map(type -> "'%1$s', `%1$s`".formatted(type))
          .collect(
              Collectors.joining(
                  ", ",
                  "stack(%d, ".formatted(VisitsTransformation.EVENT_TYPES.size()),
                  ") as (event_type, clicks)"));

  Dataset<Row> apply(Dataset<Row> visits) {
    Column[] sums =
        VisitsTransformation.EVENT_TYPES.stream()
            .skip(1)
            .map(type -> sum(type).as(type))
            .toArray(Column[]::new);
    String first = VisitsTransformation.EVENT_TYPES.get(0);
    return visits
        .groupBy("customer_id", "day")
        .agg(sum(first).as(first), sums)
        .select(col("day"), expr(UNPIVOT))
        .filter(col("clicks").gt(0))
        .groupBy("day", "event_type")
        .agg(sum("clicks").as("clicks"), count(lit(1)).as("customers"));
  }
}
