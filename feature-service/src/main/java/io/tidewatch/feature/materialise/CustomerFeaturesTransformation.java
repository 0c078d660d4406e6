package io.tidewatch.feature.materialise;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.tidewatch.feature.view.FeatureViews;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes the customer view as of a day: what the customer file says and what the customer did.
 *
 * <p>Behaviour of which the platform has no data is unknown, not zero. A kind of behaviour is known
 * for a customer who has some, and for all customers of the same file as soon as at least one in a
 * hundred of them has some.
 */
final class CustomerFeaturesTransformation {
  private static final String[] JOIN = {"customer_id"};

  private static final List<String> KINDS = List.of("orders", "clicks", "complaints", "reviews");

  /**
   * @param customers {@code processed.customers}
   * @param daily {@code processed.customer_daily}
   * @param complaints {@code processed.complaints}
   * @param reviews {@code processed.reviews}
   * @param texts the view {@code text}
   * @param asOf days after its day are not looked at
   */
  Dataset<Row> apply(
      Dataset<Row> customers,
      Dataset<Row> daily,
      Dataset<Row> complaints,
      Dataset<Row> reviews,
      Dataset<Row> texts,
      Instant asOf) {
    String today = "date'" + LocalDate.ofInstant(asOf, ZoneOffset.UTC) + "'";
    Dataset<Row> joined =
        customers
            .join(days(daily, today), JOIN, "left")
            .join(complaints(complaints, today), JOIN, "left")
            .join(reviews(reviews, asOf), JOIN, "left")
            .join(texts.select("customer_id", "share_negative"), JOIN, "left");
    Dataset<Row> known =
        joined
            .groupBy("_source")
            .agg(lit(1).as("one"), KINDS.stream().map(this::knownKind).toArray(Column[]::new));
    return joined
        .join(
            known.withColumnRenamed("_source", "known_source"),
            expr("_source <=> known_source"),
            "left")
        .select(result(asOf, today));
  }

  private Column knownKind(String kind) {
    return avg(expr("if(has_%s, 1.0, 0.0)".formatted(kind))).geq(0.01).as("known_" + kind);
  }

  private static Dataset<Row> days(Dataset<Row> daily, String today) {
    return daily
        .filter(expr("customer_id is not null and day <= " + today))
        .withColumn("in90", expr("day > date_sub(%s, 90)".formatted(today)))
        .withColumn("in30", expr("day > date_sub(%s, 30)".formatted(today)))
        .withColumn("in60", expr("day > date_sub(%s, 60)".formatted(today)))
        .groupBy("customer_id")
        .agg(
            expr("coalesce(sum(orders), 0)").as("orders"),
            expr("coalesce(sum(returns), 0)").as("returns"),
            expr("coalesce(sum(if(in90, orders, 0)), 0)").as("orders_90d"),
            expr("coalesce(sum(if(in90, revenue, 0)), 0)").as("revenue_90d"),
            expr("coalesce(sum(if(in90, returns, 0)), 0)").as("returns_90d"),
            expr("min(if(orders > 0, day, null))").as("first_order"),
            expr("max(if(orders > 0, day, null))").as("last_order"),
            expr("coalesce(sum(if(in30, sessions, 0)), 0)").as("sessions_30d"),
            expr("coalesce(sum(if(in60 and not in30, sessions, 0)), 0)").as("sessions_prev_30d"),
            expr("max(if(clicks > 0, day, null))").as("last_click"))
        .withColumn("has_orders", expr("orders > 0 or returns > 0"))
        .withColumn("has_clicks", expr("last_click is not null"));
  }

  private static Dataset<Row> complaints(Dataset<Row> complaints, String today) {
    return complaints
        .filter(expr("customer_id is not null and complaint_date <= " + today))
        .groupBy("customer_id")
        .agg(
            expr("count(*)").as("complaints_total"),
            expr("count_if(complaint_date > date_sub(%s, 90))".formatted(today))
                .as("complaints_90d"),
            expr("max(complaint_date)").as("last_complaint"))
        .withColumn("has_complaints", lit(true));
  }

  private static Dataset<Row> reviews(Dataset<Row> reviews, Instant asOf) {
    return reviews
        .filter(
            expr(
                "customer_id is not null and (written_at is null or written_at <= timestamp'%s')"
                    .formatted(asOf)))
        .groupBy("customer_id")
        .agg(expr("count(*)").as("reviews_total"), expr("avg(stars)").as("average_stars"))
        .withColumn("has_reviews", lit(true));
  }

  private static Column[] result(Instant asOf, String today) {
    Stream<Column> labels =
        FeatureViews.CUSTOMER.categorical().stream().map(name -> col(name).cast("string").as(name));
    Stream<Column> numbers =
        FeatureViews.CUSTOMER.numeric().stream()
            .map(name -> number(name, today).cast("double").as(name));
    return Stream.of(
            Stream.of(col("customer_id"), expr("timestamp'" + asOf + "'").as("as_of")),
            labels,
            numbers,
            Stream.of(col("churned")))
        .flatMap(s -> s)
        .toArray(Column[]::new);
  }

  private static Column number(String name, String today) {
    return switch (name) {
      case "orders_90d", "revenue_90d", "returns_90d" -> zeroIfKnown("orders", name);
      case "return_rate" -> expr("if(orders > 0, returns / orders, null)");
      case "days_since_last_order" -> since("last_order", today);
      case "order_frequency" ->
          zeroIfKnown(
              "orders",
              "if(orders > 0, orders * 30.0 / greatest(datediff(%s, first_order) + 1, 30), 0)"
                  .formatted(today));
      case "complaints_90d", "complaints_total" -> zeroIfKnown("complaints", name);
      case "days_since_last_complaint" -> since("last_complaint", today);
      case "reviews_total" -> zeroIfKnown("reviews", name);
      case "sessions_30d", "sessions_prev_30d" -> zeroIfKnown("clicks", name);
      case "activity_trend" ->
          zeroIfKnown(
              "clicks",
              "if(sessions_30d + sessions_prev_30d > 0, (sessions_30d - sessions_prev_30d)"
                  + " / (sessions_30d + sessions_prev_30d), 0)");
      case "days_since_last_click" -> since("last_click", today);
      default -> col(name);
    };
  }

  private static Column since(String day, String today) {
    return expr("datediff(%s, %s)".formatted(today, day));
  }

  /** The value for customers with this kind of behaviour, else zero if the kind is known. */
  private static Column zeroIfKnown(String kind, String value) {
    return expr(
        "case when coalesce(has_%1$s, false) then %2$s when known_%1$s then 0 end"
            .formatted(kind, value));
  }
}
