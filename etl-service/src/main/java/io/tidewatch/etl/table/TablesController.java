package io.tidewatch.etl.table;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.Lake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lake's tables over REST. */
@RestController
class TablesController {
  private final Lake lake;

  TablesController(Lake lake) {
    this.lake = lake;
  }

  /**
   * A table as clients see it.
   *
   * @param rows as the newest snapshot counts them; null if the table has none
   */
  record TableDocument(
      String name,
      @Nullable Long rows,
      @Nullable Long snapshotId,
      @Nullable Instant committedAt,
      List<String> columns) {}

  @GetMapping("/api/v1/tables")
  List<TableDocument> tables() {
    List<TableDocument> all = new ArrayList<>();
    for (String namespace : LakeLayout.NAMESPACES) {
      for (TableIdentifier id : lake.catalog().listTables(Namespace.of(namespace))) {
        all.add(document(id, lake.catalog().loadTable(id)));
      }
    }
    return all;
  }

  private static TableDocument document(TableIdentifier id, Table table) {
    Snapshot current = table.currentSnapshot();
    List<String> columns = table.schema().columns().stream().map(c -> c.name()).toList();
    if (current == null) {
      return new TableDocument(id.toString(), null, null, null, columns);
    }
    String rows = current.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP);
    return new TableDocument(
        id.toString(),
        rows == null ? null : Long.valueOf(rows),
        current.snapshotId(),
        Instant.ofEpochMilli(current.timestampMillis()),
        columns);
  }
}
