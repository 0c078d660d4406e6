package io.tidewatch.feature.materialise;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.tidewatch.feature.view.FeatureViews;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes the click view point in time: at each cut-off from the clicks up to and including it.
 *
 * <p>At the newest instant every customer who ever clicked has a row, with an unknown label. At an
 * earlier cut-off the customers who clicked in the 30 days up to it have one; the label says
 * whether no click followed within the horizon, and is unknown while the horizon is not over.
 */
final class ClickFeaturesTransformation {
  /** Days without a click after which a customer counts as gone. */
  static final int HORIZON_DAYS = 14;

  private static final long DAY = 86_400_000_000L;

  /** Days back from the newest instant at which training rows are made. */
  static final List<Integer> CUT_OFF_DAYS = List.of(14, 21, 28, 42, 56);

  /**
   * @param visits clicks with {@link ClickSessionsTransformation}'s columns
   * @param newest the instant up to which clicks are known
   * @param cutOffs earlier instants
   */
  Dataset<Row> apply(Dataset<Row> visits, Instant newest, List<Instant> cutOffs) {
    String instants =
        Stream.concat(Stream.of(newest), cutOffs.stream().filter(c -> c.isBefore(newest)))
            .distinct()
            .map(instant -> micros(instant) + "L")
            .collect(Collectors.joining(","));
    long last = micros(newest);
    Dataset<Row> atCutOff =
        visits
            .filter(expr("at <= " + last))
            .withColumn("cut_off", expr("explode(array(" + instants + "))"))
            .withColumn("age", expr("cut_off - at"))
            .filter(
                expr(
                    "age >= -%dL and (age < %s or cut_off = %d)"
                        .formatted(HORIZON_DAYS * DAY, days(30), last)))
            .withColumn("seen", expr("age >= 0"))
            .withColumn("in30", expr("seen and age < " + days(30)))
            .withColumn("in7", expr("seen and age < " + days(7)));
    List<Column> aggregates = aggregates();
    return atCutOff
        .groupBy("customer_id", "cut_off")
        .agg(aggregates.getFirst(), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
        .filter(expr("events_30d > 0 or cut_off = " + last))
        .select(result(last));
  }

  private static List<Column> aggregates() {
    List<Column> all = new ArrayList<>();
    add(all, "events_1h", "count_if(seen and age < 3600000000L)");
    add(all, "events_24h", "count_if(seen and age < " + days(1) + ")");
    add(all, "events_7d", "count_if(in7)");
    add(all, "events_30d", "count_if(in30)");
    add(all, "events_15d", "count_if(seen and age < " + days(15) + ")");
    add(all, "sessions_7d", visits("in7"));
    add(all, "sessions_30d", visits("in30"));
    add(all, "views_7d", "count_if(in7 and event_type = 'view')");
    add(all, "carts_7d", "count_if(in7 and event_type = 'cart')");
    add(all, "removes_7d", "count_if(in7 and event_type = 'remove_from_cart')");
    add(all, "checkouts_7d", "count_if(in7 and event_type = 'checkout')");
    add(all, "purchases_7d", "count_if(in7 and event_type = 'purchase')");
    add(all, "purchases_30d", "count_if(in30 and event_type = 'purchase')");
    add(all, "searches_7d", "count_if(in7 and event_type = 'search')");
    add(all, "distinct_products_7d", firstTouches("product"));
    add(all, "distinct_categories_7d", firstTouches("category"));
    add(
        all,
        "average_price_7d",
        "avg(if(in7 and event_type in ('view', 'cart', 'purchase'), price, null))");
    add(
        all,
        "visit_minutes_30d",
        "coalesce(sum(if(in30 and cut_off - previous < %s, at - previous, 0)), 0) / 6e7"
            .formatted(days(30)));
    add(all, "last_click", "max(if(seen, at, null))");
    add(all, "clicks_after", "count_if(not seen)");
    return all;
  }

  private static Column[] result(long newest) {
    Stream<Column> features =
        FeatureViews.CLICKSTREAM.numeric().stream()
            .map(name -> feature(name).cast("double").as(name));
    String label =
        "if(cut_off + %dL > %dL, null, clicks_after = 0)".formatted(HORIZON_DAYS * DAY, newest);
    return Stream.of(
            Stream.of(col("customer_id"), expr("timestamp_micros(cut_off)").as("as_of")),
            features,
            Stream.of(expr(label).cast("boolean").as("label")))
        .flatMap(s -> s)
        .toArray(Column[]::new);
  }

  private static Column feature(String name) {
    return switch (name) {
      case "cart_to_view_7d" -> expr("if(views_7d > 0, carts_7d / views_7d, null)");
      case "purchase_to_cart_7d" -> expr("if(carts_7d > 0, purchases_7d / carts_7d, null)");
      case "average_session_minutes_30d" ->
          expr("if(sessions_30d > 0, visit_minutes_30d / sessions_30d, null)");
      case "days_since_last_click" -> expr("(cut_off - last_click) / 8.64e10");
      case "activity_trend" ->
          expr("if(events_30d > 0, (2 * events_15d - events_30d) / events_30d, 0)");
      default -> col(name);
    };
  }

  private static String visits(String window) {
    return "coalesce(max(if(%1$s, visit, null)) - min(if(%1$s, visit, null)) + 1, 0)"
        .formatted(window);
  }

  private static void add(List<Column> all, String name, String aggregate) {
    all.add(expr(aggregate).as(name));
  }

  /** Counts each thing at its first click in the window: the one whose forerunner is outside. */
  private static String firstTouches(String thing) {
    String id = thing.equals("product") ? "product_id" : thing;
    return "count_if(in7 and %s is not null and coalesce(cut_off - %s_before >= %s, true))"
        .formatted(id, thing, days(7));
  }

  private static String days(long days) {
    return days * DAY + "L";
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
