package io.tidewatch.endtoend;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.LakeProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** The rows of the lake as any Iceberg reader sees them. */
final class LakeRows {
  private LakeRows() {}

  /** Reads these columns of every raw row of the data set. */
  static void forEach(String dataSet, List<String> columns, Consumer<Record> row) {
    forEach(LakeLayout.RAW, dataSet, columns, row);
  }

  /** Reads these columns of every row of the table's present state. */
  static void forEach(String namespace, String name, List<String> columns, Consumer<Record> row) {
    LakeProperties properties =
        new LakeProperties(
            Platform.warehouse(),
            new LakeProperties.Catalog(
                Platform.catalog(), "lake", Platform.secret("postgres-lake")),
            List.of(),
            Map.of());
    try (Lake lake = new Lake(properties)) {
      Table table = lake.table(namespace, name).orElse(null);
      if (table == null) {
        return;
      }
      try (CloseableIterable<Record> rows =
          IcebergGenerics.read(table).select(columns.toArray(String[]::new)).build()) {
        rows.forEach(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Partition and offset of each row, in one number. */
  static List<Long> positions(String dataSet) {
    List<Long> positions = new ArrayList<>();
    forEach(
        dataSet,
        List.of(Provenance.PARTITION, Provenance.POSITION),
        row ->
            positions.add(
                ((Number) row.getField(Provenance.PARTITION)).longValue() << 48
                    | ((Number) row.getField(Provenance.POSITION)).longValue()));
    return positions;
  }
}
