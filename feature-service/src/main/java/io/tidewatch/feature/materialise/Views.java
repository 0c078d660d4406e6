package io.tidewatch.feature.materialise;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of the views, computed from processed tables. */
final class Views {
  private Views() {}

  /** The click view at the newest click and at given instants before it. */
  static Dataset<Row> clicks(ProcessedTables tables, AsOf asOf, List<Instant> cutOffs) {
    Dataset<Row> clicks =
        tables
            .read("clickstream")
            .withColumn("category", coalesce(col("category"), col("category_id")))
            .drop("category_id", "_received_at");
    return new ClickFeaturesTransformation()
        .apply(new ClickSessionsTransformation().apply(clicks), asOf.clicks(), cutOffs);
  }

  /** The instants before the newest click at which training rows are made. */
  static List<Instant> cutOffs(AsOf asOf) {
    return ClickFeaturesTransformation.CUT_OFF_DAYS.stream()
        .map(days -> asOf.clicks().minus(Duration.ofDays(days)))
        .toList();
  }

  /** The rows of the click view at its newest instant. */
  static Dataset<Row> newest(Dataset<Row> rows, Instant asOf) {
    return rows.filter(expr("as_of = timestamp'" + asOf + "'"));
  }

  /** The customer view. */
  static Dataset<Row> customers(ProcessedTables tables, Dataset<Row> texts, AsOf asOf) {
    return new CustomerFeaturesTransformation()
        .apply(
            tables.read("customers"),
            tables.read("customer_daily"),
            tables.read("complaints"),
            tables.read("reviews"),
            texts,
            asOf.run());
  }
}
