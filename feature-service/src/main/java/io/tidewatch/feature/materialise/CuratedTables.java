package io.tidewatch.feature.materialise;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.Lake;
import java.time.Duration;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.springframework.stereotype.Component;

/** Writes and reads curated tables. */
@Component
public class CuratedTables {
  private static final Duration KEPT = Duration.ofDays(2);
  private static final int SNAPSHOTS_KEPT = 50;

  private final Lake lake;

  CuratedTables(Lake lake) {
    this.lake = lake;
  }

  /**
   * Replaces the table's rows and columns in one commit; readers of older snapshots keep them.
   *
   * @param table for example {@code curated.customer_features}
   * @return the new snapshot's id
   */
  public long replace(String table, Dataset<Row> rows) {
    lake.catalog(); // makes the namespaces
    rows.writeTo(full(table))
        .using("iceberg")
        .tableProperty("format-version", "2")
        .tableProperty("write.parquet.compression-codec", "zstd")
        .tableProperty("write.metadata.delete-after-commit.enabled", "true")
        .tableProperty("write.metadata.previous-versions-max", "20")
        .createOrReplace();
    return expire(table);
  }

  /** The rows of a table at a snapshot. */
  public Dataset<Row> read(SparkSession spark, String table, long snapshot) {
    return spark.sql("select * from %s version as of %d".formatted(full(table), snapshot));
  }

  private long expire(String name) {
    Table table = lake.catalog().loadTable(TableIdentifier.parse(name));
    table
        .expireSnapshots()
        .expireOlderThan(System.currentTimeMillis() - KEPT.toMillis())
        .retainLast(SNAPSHOTS_KEPT)
        .commit();
    Snapshot snapshot = table.currentSnapshot();
    if (snapshot == null) {
      throw new IllegalStateException("table " + name + " has no snapshot after its write");
    }
    return snapshot.snapshotId();
  }

  private static String full(String table) {
    return LakeLayout.CATALOG + "." + table;
  }
}
