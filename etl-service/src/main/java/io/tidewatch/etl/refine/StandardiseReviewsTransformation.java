package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reviews with languages as bare lower-case codes ({@code en} for {@code en-US}). */
final class StandardiseReviewsTransformation implements Transformation {

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("review_id", TextColumns.trimmed("review_id"));
    columns.put("customer_id", TextColumns.trimmed("customer_id"));
    columns.put("product_id", TextColumns.trimmed("product_id"));
    columns.put("text", TextColumns.trimmed("text"));
    columns.put("lang", regexp_replace(lower(TextColumns.category("lang")), "[-_].*$", ""));
    columns.put("label3", lower(TextColumns.trimmed("label3")));
    return rows.withColumns(columns);
  }
}
