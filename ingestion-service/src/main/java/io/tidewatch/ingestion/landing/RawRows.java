package io.tidewatch.ingestion.landing;

import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.lake.dataset.DataSet;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Makes rows of a data set's raw table, one at a time; for one thread. */
public final class RawRows {
  /**
   * Where a row came from.
   *
   * @param source SHA-256 of the file, or the topic
   * @param position line of the file, or the offset
   * @param partition of the topic; null for files
   */
  public record Origin(
      String source,
      long position,
      @Nullable Integer partition,
      String runId,
      Instant receivedAt,
      Instant landedAt) {}

  private final GenericRecord row;
  private final int[] columns;
  private final int[] provenance;

  /**
   * @param schema of the raw table, which may have more columns than the data set
   */
  public RawRows(DataSet dataSet, Schema schema) {
    this.row = GenericRecord.create(schema);
    List<String> names = schema.columns().stream().map(Types.NestedField::name).toList();
    this.columns =
        dataSet.columns().stream().mapToInt(column -> names.indexOf(column.name())).toArray();
    this.provenance = Provenance.COLUMNS.stream().mapToInt(names::indexOf).toArray();
  }

  /**
   * A row with these values, which are in the order of the data set's columns: always the same
   * object, so that no garbage is left for each row. Whoever keeps it keeps a copy.
   */
  public Record row(@Nullable Object[] values, Origin origin) {
    for (int i = 0; i < columns.length; i++) {
      row.set(columns[i], values[i]);
    }
    row.set(provenance[0], origin.source());
    row.set(provenance[1], origin.position());
    row.set(provenance[2], origin.partition());
    row.set(provenance[3], origin.runId());
    row.set(provenance[4], origin.receivedAt());
    row.set(provenance[5], origin.landedAt());
    return row;
  }
}
