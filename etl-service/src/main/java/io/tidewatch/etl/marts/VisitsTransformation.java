package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.to_date;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Clicks summed by customer, session and day: {@code clicks}, {@code last_click}, and a count for
 * each event type. All figures of clicks come from these few rows.
 */
public final class VisitsTransformation {
  static final List<String> EVENT_TYPES =
      List.of("page_view", "view", "search", "cart", "remove_from_cart", "checkout", "purchase");

  /** Visits of the clicks of {@code processed.clickstream}. */
  public Dataset<Row> apply(Dataset<Row> clicks) {
    Column[] counts =
        Stream.concat(
                Stream.of(max("event_time").as("last_click")),
                EVENT_TYPES.stream()
                    .map(type -> count_if(col("event_type").equalTo(type)).as(type)))
            .toArray(Column[]::new);
    return clicks
        .select("customer_id", "session_id", "event_type", "event_time")
        .withColumn("day", to_date(col("event_time")))
        .groupBy("customer_id", "session_id", "day")
        .agg(count(lit(1)).as("clicks"), counts);
  }
}
