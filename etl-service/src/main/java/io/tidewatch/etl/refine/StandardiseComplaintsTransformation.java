package io.tidewatch.etl.refine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Complaints with one spelling of channel, category and status. */
final class StandardiseComplaintsTransformation implements Transformation {

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("complaint_id", TextColumns.trimmed("complaint_id"));
    columns.put("customer_id", TextColumns.trimmed("customer_id"));
    columns.put("text", TextColumns.trimmed("text"));
    for (String word : new String[] {"channel", "category", "status"}) {
      columns.put(word, TextColumns.sentence(word));
    }
    for (String place : new String[] {"city", "state", "zip"}) {
      columns.put(place, TextColumns.category(place));
    }
    return rows.withColumns(columns);
  }
}
