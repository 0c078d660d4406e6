package io.tidewatch.feature.materialise;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.tidewatch.feature.view.FeatureViews;
import java.time.Instant;
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

  /** Days back from the newest instant at which training rows are made. */
  static final List<Integer> CUT_OFF_DAYS = List.of(14, 21, 28, 42, 56);

  /**
   * @param visits clicks with {@link ClickSessionsTransformation}'s columns
   * @param newest the instant up to which clicks are known
   * @param cutOffs earlier instants
   */
  Dataset<Row> apply(Dataset<Row> visits, Instant newest, List<Instant> cutOffs) {
    String earlier =
        cutOffs.stream()
            .filter(cutOff -> cutOff.isBefore(newest))
            .distinct()
            .map(ClickFeaturesTransformation::literal)
            .collect(Collectors.joining(","));
    String all = earlier.isEmpty() ? literal(newest) : literal(newest) + "," + earlier;
    String concerns =
        """
        filter(array(%s), t -> (event_time <= t or event_time <= t + interval %d days)
               and (event_time > t - interval 30 days or t = %s))
        """
            .formatted(all, HORIZON_DAYS, literal(newest));
    Dataset<Row> atCutOff =
        visits
            .filter(expr("event_time <= " + literal(newest)))
            .withColumn("as_of", expr("explode(" + concerns + ")"))
            .withColumn("seen", expr("event_time <= as_of"))
            .withColumn("in30", expr("seen and event_time > as_of - interval 30 days"))
            .withColumn("in7", expr("seen and event_time > as_of - interval 7 days"));
    List<Column> aggregates = aggregates();
    Dataset<Row> counted =
        atCutOff
            .groupBy("customer_id", "as_of")
            .agg(
                aggregates.getFirst(),
                aggregates.subList(1, aggregates.size()).toArray(Column[]::new));
    return counted
        .filter(expr("events_30d > 0 or as_of = " + literal(newest)))
        .select(result(newest));
  }

  private static List<Column> aggregates() {
    List<Column> all = new ArrayList<>();
    add(all, "events_1h", "count_if(seen and event_time > as_of - interval 1 hour)");
    add(all, "events_24h", "count_if(seen and event_time > as_of - interval 24 hours)");
    add(all, "events_7d", "count_if(in7)");
    add(all, "events_30d", "count_if(in30)");
    add(all, "events_15d", "count_if(seen and event_time > as_of - interval 15 days)");
    add(all, "sessions_7d", visits("in7"));
    add(all, "sessions_30d", visits("in30"));
    add(all, "views_7d", "count_if(in7 and event_type = 'view')");
    add(all, "carts_7d", "count_if(in7 and event_type = 'cart')");
    add(all, "removes_7d", "count_if(in7 and event_type = 'remove_from_cart')");
    add(all, "checkouts_7d", "count_if(in7 and event_type = 'checkout')");
    add(all, "purchases_7d", "count_if(in7 and event_type = 'purchase')");
    add(all, "purchases_30d", "count_if(in30 and event_type = 'purchase')");
    add(all, "searches_7d", "count_if(in7 and event_type = 'search')");
    add(all, "distinct_products_7d", "size(collect_set(if(in7, product_id, null)))");
    add(all, "distinct_categories_7d", "size(collect_set(if(in7, category, null)))");
    add(
        all,
        "average_price_7d",
        "avg(if(in7 and event_type in ('view', 'cart', 'purchase'), price, null))");
    add(
        all,
        "visit_minutes_30d",
        """
        coalesce(sum(if(in30 and previous > as_of - interval 30 days,
                 unix_micros(event_time) - unix_micros(previous), 0)), 0) / 6e7
        """);
    add(all, "last_click", "max(if(seen, event_time, null))");
    add(all, "clicks_after", "count_if(not seen)");
    return all;
  }

  private static Column[] result(Instant newest) {
    Stream<Column> features =
        FeatureViews.CLICKSTREAM.numeric().stream()
            .map(name -> feature(name).cast("double").as(name));
    String label =
        "if(as_of + interval %d days > %s, null, clicks_after = 0)"
            .formatted(HORIZON_DAYS, literal(newest));
    return Stream.of(
            Stream.of(col("customer_id"), col("as_of")),
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
      case "days_since_last_click" ->
          expr("(unix_micros(as_of) - unix_micros(last_click)) / 8.64e10");
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

  private static String literal(Instant instant) {
    return "timestamp'" + instant + "'";
  }
}
