package io.tidewatch.etl.run;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.Lake;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads raw tables at a snapshot and replaces processed tables, each in one atomic commit. */
@Component
class ProcessedLake {
  private static final String CATALOG = LakeLayout.CATALOG + ".";

  private final Lake lake;

  ProcessedLake(Lake lake) {
    this.lake = lake;
  }

  /** The rows of a raw table at a snapshot; none if the table has no snapshot. */
  Dataset<Row> raw(SparkSession spark, String dataset, @Nullable Long snapshot) {
    String table = CATALOG + LakeLayout.RAW + "." + dataset;
    return snapshot == null
        ? spark.read().table(table).limit(0)
        : spark.read().option("snapshot-id", snapshot).table(table);
  }

  /** Replaces a processed table: readers see the old rows or the new ones, never a mixture. */
  void replace(String name, Dataset<Row> rows) {
    rows.writeTo(CATALOG + LakeLayout.PROCESSED + "." + name)
        .using("iceberg")
        .tableProperty("write.parquet.compression-codec", "zstd")
        .tableProperty("write.distribution-mode", "none")
        .tableProperty("write.metadata.delete-after-commit.enabled", "true")
        .tableProperty("write.metadata.previous-versions-max", "20")
        .createOrReplace();
  }

  Dataset<Row> processed(SparkSession spark, String name) {
    return spark.read().table(CATALOG + LakeLayout.PROCESSED + "." + name);
  }

  /**
   * Replaces what the ETL has put into quarantine for a data set; what ingestion put there stays.
   */
  void quarantine(SparkSession spark, String dataset, Dataset<Row> rejected) {
    String table = CATALOG + LakeLayout.QUARANTINE + "." + dataset;
    boolean had = !spark.read().table(table).where("check_id like 'etl.%'").isEmpty();
    if (had) {
      spark.sql("delete from " + table + " where check_id like 'etl.%'");
    }
    if (!rejected.isEmpty()) {
      append(table, rejected);
    }
  }

  private static void append(String table, Dataset<Row> rows) {
    try {
      rows.writeTo(table).append();
    } catch (NoSuchTableException e) {
      throw new IllegalStateException("table " + table + " was dropped during the run", e);
    }
  }

  /** Current snapshot id by processed table, with namespace. */
  Map<String, Long> snapshots() {
    Map<String, Long> all = new TreeMap<>();
    lake.catalog()
        .listTables(org.apache.iceberg.catalog.Namespace.of(LakeLayout.PROCESSED))
        .forEach(
            id -> {
              Snapshot current = lake.catalog().loadTable(id).currentSnapshot();
              if (current != null) {
                all.put(id.toString(), current.snapshotId());
              }
            });
    return all;
  }
}
