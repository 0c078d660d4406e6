package io.tidewatch.etl.marts;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All marts of one state of the processed tables.
 *
 * @param visits see {@link VisitsTransformation}
 * @param invoices see {@link InvoicesTransformation}
 */
public record MartFigures(
    Dataset<Row> customers,
    Dataset<Row> transactions,
    Dataset<Row> complaints,
    Dataset<Row> reviews,
    Dataset<Row> visits,
    Dataset<Row> invoices) {

  /** The names of all marts that rows are computed for. */
  public static final List<String> NAMES =
      List.of(
          "daily_sales",
          "product_sales",
          "customer_summary",
          "funnel_daily",
          "complaints_daily",
          "reviews_daily",
          "clicks_daily");

  /** The marts; nothing is computed before their rows are asked for. */
  public List<Mart> marts() {
    return NAMES.stream().map(name -> new Mart(name, rows(name))).toList();
  }

  private Dataset<Row> rows(String name) {
    return switch (name) {
      case "daily_sales" -> new SalesTransformation().apply(invoices);
      case "product_sales" -> new ProductSalesTransformation().apply(transactions);
      case "customer_summary" ->
          new CustomerSummaryTransformation()
              .apply(customers, invoices, visits, complaints, reviews);
      case "funnel_daily" -> new FunnelTransformation().apply(visits);
      case "complaints_daily" -> new ComplaintsTransformation().apply(complaints);
      case "reviews_daily" -> new ReviewsTransformation().apply(reviews);
      case "clicks_daily" -> new ClicksTransformation().apply(visits);
      default -> throw new IllegalStateException("mart " + name + " has no transformation");
    };
  }
}
