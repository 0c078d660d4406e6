package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.lower;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Clicks with their words in lower case and countries under one name. */
final class StandardiseClickstreamTransformation implements Transformation {

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String id : new String[] {"event_id", "customer_id", "session_id", "product_id"}) {
      columns.put(id, TextColumns.trimmed(id));
    }
    for (String word : new String[] {"event_type", "category", "brand", "device"}) {
      columns.put(word, lower(TextColumns.trimmed(word)));
    }
    columns.put("country", TextColumns.country("country"));
    return rows.withColumns(columns);
  }
}
