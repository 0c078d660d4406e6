package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.lower;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Customers with one spelling of each category. */
final class StandardiseCustomersTransformation implements Transformation {
  private static final List<String> ADD_ON = List.of("Yes", "No", "No internet service");
  private static final Map<String, List<String>> SPELLINGS =
      Map.ofEntries(
          Map.entry("gender", List.of("Male", "Female")),
          Map.entry("multiple_lines", List.of("Yes", "No", "No phone service")),
          Map.entry("internet_service", List.of("DSL", "Fiber optic", "No")),
          Map.entry("online_security", ADD_ON),
          Map.entry("online_backup", ADD_ON),
          Map.entry("device_protection", ADD_ON),
          Map.entry("tech_support", ADD_ON),
          Map.entry("streaming_tv", ADD_ON),
          Map.entry("streaming_movies", ADD_ON),
          Map.entry("contract", List.of("Month-to-month", "One year", "Two year")),
          Map.entry(
              "payment_method",
              List.of(
                  "Electronic check",
                  "Mailed check",
                  "Bank transfer (automatic)",
                  "Credit card (automatic)")));

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("customer_id", TextColumns.trimmed("customer_id"));
    SPELLINGS.forEach((name, spellings) -> columns.put(name, TextColumns.oneOf(name, spellings)));
    columns.put("email", lower(TextColumns.trimmed("email")));
    columns.put("country", TextColumns.country("country"));
    return rows.withColumns(columns);
  }
}
