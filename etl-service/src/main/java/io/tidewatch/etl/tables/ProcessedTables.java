package io.tidewatch.etl.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.Lake;
import java.time.Clock;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.springframework.stereotype.Component;

/** The processed tables: each is replaced whole by one commit, so that readers never see a half. */
@Component
public class ProcessedTables {
  private static final int KEPT_SNAPSHOTS = 3;

  private final Lake lake;
  private final TableProperties properties;
  private final Clock clock;

  ProcessedTables(Lake lake, TableProperties properties, Clock clock) {
    this.lake = lake;
    this.properties = properties;
    this.clock = clock;
  }

  /** What a commit left: its snapshot, and how many rows the table has in it. */
  public record Written(long snapshotId, long rows) {}

  /** Replaces all rows of {@code processed.<name>}; the table is made or evolved if need be. */
  public Written replace(String name, Schema schema, Dataset<Row> rows) {
    Table table = tableOrNew(name, schema);
    Column[] columns =
        schema.columns().stream().map(field -> col(field.name())).toArray(Column[]::new);
    try {
      rows.select(columns).writeTo(LakeRows.name(LakeLayout.PROCESSED, name)).overwrite(lit(true));
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(
          "table processed.%s was dropped meanwhile".formatted(name), e);
    }
    table.refresh();
    Snapshot written = table.currentSnapshot();
    expire(table);
    return new Written(written.snapshotId(), rows(written));
  }

  /** The newest snapshot of {@code processed.<name>}, if it has one. */
  public Optional<Long> snapshot(String name) {
    return lake.table(LakeLayout.PROCESSED, name)
        .map(Table::currentSnapshot)
        .map(Snapshot::snapshotId);
  }

  /** The rows of a snapshot of {@code processed.<name>}. */
  public Dataset<Row> read(SparkSession spark, String name, long snapshot) {
    return LakeRows.at(spark, LakeLayout.PROCESSED, name, snapshot);
  }

  static long rows(Snapshot snapshot) {
    String total = snapshot.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP);
    return total == null ? 0 : Long.parseLong(total);
  }

  private Table tableOrNew(String name, Schema schema) {
    Table table =
        lake.tableOrNew(
            TableIdentifier.of(LakeLayout.PROCESSED, name), schema, PartitionSpec.unpartitioned());
    UpdateSchema update = table.updateSchema();
    boolean evolves = false;
    for (NestedField field : schema.columns()) {
      if (table.schema().findField(field.name()) == null) {
        update.addColumn(field.name(), field.type());
        evolves = true;
      }
    }
    if (evolves) {
      update.commit();
    }
    return table;
  }

  /** Replaced rows stay for jobs that still read them, then their files go. */
  private void expire(Table table) {
    table
        .expireSnapshots()
        .expireOlderThan(clock.instant().minus(properties.keepReplaced()).toEpochMilli())
        .retainLast(KEPT_SNAPSHOTS)
        .commit();
  }
}
