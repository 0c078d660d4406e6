package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Transactions joined with clickstream: what each known customer did on each day. */
public final class CustomerDailyTransformation {
  private static final List<String> COUNTS =
      List.of(
          "clicks",
          "sessions",
          "product_views",
          "carts",
          "checkouts",
          "click_purchases",
          "orders",
          "items",
          "revenue",
          "returns",
          "return_value");
  private static final List<String> MONEY = List.of("revenue", "return_value");

  /**
   * One row a customer and day with anything in it; absent figures are 0.
   *
   * @param visits see {@link VisitsTransformation}
   * @param invoices see {@link InvoicesTransformation}
   */
  public Dataset<Row> apply(Dataset<Row> visits, Dataset<Row> invoices) {
    Dataset<Row> clicked =
        visits
            .groupBy("customer_id", "day")
            .agg(
                sum("clicks").as("clicks"),
                count(lit(1)).as("sessions"),
                sum("view").as("product_views"),
                sum("cart").as("carts"),
                sum("checkout").as("checkouts"),
                sum("purchase").as("click_purchases"));
    Dataset<Row> bought =
        invoices
            .filter(col("customer_id").isNotNull())
            .groupBy("customer_id", "day")
            .agg(
                count_if(col("sold")).as("orders"),
                sum("items").as("items"),
                sum("revenue").as("revenue"),
                count_if(col("returned")).as("returns"),
                sum("return_value").as("return_value"));
    Stream<Column> figures =
        COUNTS.stream()
            .map(c -> coalesce(col(c), lit(0)).cast(MONEY.contains(c) ? "double" : "long").as(c));
    return clicked
        .join(
            bought,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of("customer_id", "day")).toSeq(),
            "full")
        .select(
            Stream.concat(Stream.of(col("customer_id"), col("day")), figures)
                .toArray(Column[]::new));
  }
}
