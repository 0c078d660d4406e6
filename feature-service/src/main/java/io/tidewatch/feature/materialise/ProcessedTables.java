package io.tidewatch.feature.materialise;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.lake.Lake;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The processed tables at given snapshots, with the columns that the views need; a table or column
 * that is not there yet is empty.
 */
record ProcessedTables(SparkSession spark, Map<String, Long> snapshots) {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "customers",
          "customer_id string, "
              + strings(FeatureViews.CUSTOMER.categorical())
              + ", tenure_months double, monthly_charges double, total_charges double,"
              + " churned boolean, _source string, _received_at timestamp",
          "customer_daily",
          "customer_id string, day date, clicks bigint, sessions bigint, orders bigint,"
              + " revenue double, returns bigint",
          "transactions",
          "invoice_date timestamp, _received_at timestamp",
          "complaints",
          "customer_id string, complaint_date date, _received_at timestamp",
          "reviews",
          "customer_id string, stars double, written_at timestamp, _received_at timestamp",
          "clickstream",
          "event_id string, customer_id string, event_time timestamp, event_type string,"
              + " product_id string, category string, category_id string, price double,"
              + " _received_at timestamp");

  /** The newest snapshot id of each processed table that has one, by full table name. */
  static Map<String, Long> newest(Lake lake) {
    Map<String, Long> all = new LinkedHashMap<>();
    for (String name : COLUMNS.keySet().stream().sorted().toList()) {
      Snapshot snapshot =
          lake.table(LakeLayout.PROCESSED, name).map(Table::currentSnapshot).orElse(null);
      if (snapshot != null) {
        all.put(full(name), snapshot.snapshotId());
      }
    }
    return all;
  }

  Dataset<Row> read(String name) {
    String columns = COLUMNS.get(name);
    if (columns == null) {
      throw new IllegalArgumentException("no view needs processed table " + name);
    }
    StructType wanted = StructType.fromDDL(columns);
    Long snapshot = snapshots.get(full(name));
    if (snapshot == null) {
      return spark.createDataFrame(List.of(), wanted);
    }
    Dataset<Row> table =
        spark.sql(
            "select * from %s.%s version as of %d"
                .formatted(LakeLayout.CATALOG, full(name), snapshot));
    Set<String> there = Set.of(table.columns());
    return table.select(
        Arrays.stream(wanted.fields())
            .map(
                f ->
                    (there.contains(f.name()) ? col(f.name()) : lit(null))
                        .cast(f.dataType())
                        .as(f.name()))
            .toArray(Column[]::new));
  }

  private static String full(String name) {
    return LakeLayout.PROCESSED + "." + name;
  }

  private static String strings(List<String> names) {
    return names.stream().map(n -> n + " string").collect(Collectors.joining(", "));
  }
}
