package io.tidewatch.ingestion.lake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.Lake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables of the lake, found in its catalogue. */
@Component
class LakeTables {
  private final Lake lake;

  LakeTables(Lake lake) {
    this.lake = lake;
  }

  /**
   * A table as it is now.
   *
   * @param snapshots how many old states are readable, the present one included
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(
      String name,
      long rows,
      long files,
      long bytes,
      int snapshots,
      @Nullable Long snapshotId,
      @Nullable Instant committedAt) {}

  /** A state of a table. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record State(
      long snapshotId,
      @Nullable Long parentId,
      Instant committedAt,
      String operation,
      Map<String, String> summary) {}

  /** All tables of the namespaces, by {@code namespace.name}. */
  Map<String, Table> all(List<String> namespaces) {
    Map<String, Table> tables = new TreeMap<>();
    for (String namespace : namespaces) {
      for (TableIdentifier id : lake.catalog().listTables(Namespace.of(namespace))) {
        try {
          tables.put(namespace + "." + id.name(), lake.catalog().loadTable(id));
        } catch (NoSuchTableException dropped) {
          continue; // between listing and loading
        }
      }
    }
    return tables;
  }

  List<Summary> summaries() {
    List<Summary> summaries = new ArrayList<>();
    all(LakeLayout.NAMESPACES).forEach((name, table) -> summaries.add(summary(name, table)));
    return summaries;
  }

  /** The readable states of a table, newest first; empty if there is no such table. */
  Optional<List<State>> history(String namespace, String name) {
    if (!LakeLayout.NAMESPACES.contains(namespace)) {
      return Optional.empty();
    }
    return lake.table(namespace, name)
        .map(
            table -> {
              List<State> states = new ArrayList<>();
              table.snapshots().forEach(s -> states.addFirst(state(s)));
              return states;
            });
  }

  private static State state(Snapshot snapshot) {
    return new State(
        snapshot.snapshotId(),
        snapshot.parentId(),
        Instant.ofEpochMilli(snapshot.timestampMillis()),
        snapshot.operation(),
        new TreeMap<>(snapshot.summary()));
  }

  private static Summary summary(String name, Table table) {
    int snapshots = 0;
    for (Snapshot ignored : table.snapshots()) {
      snapshots++;
    }
    Snapshot now = table.currentSnapshot();
    return new Summary(
        name,
        total(now, SnapshotSummary.TOTAL_RECORDS_PROP),
        total(now, SnapshotSummary.TOTAL_DATA_FILES_PROP),
        total(now, SnapshotSummary.TOTAL_FILE_SIZE_PROP),
        snapshots,
        now == null ? null : now.snapshotId(),
        now == null ? null : Instant.ofEpochMilli(now.timestampMillis()));
  }

  private static long total(@Nullable Snapshot snapshot, String property) {
    String value = snapshot == null ? null : snapshot.summary().get(property);
    return value == null ? 0 : Long.parseLong(value);
  }
}
