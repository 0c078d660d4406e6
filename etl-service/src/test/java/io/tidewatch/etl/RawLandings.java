package io.tidewatch.etl;

import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.LandingCommit;
import io.tidewatch.lake.dataset.DataSets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/** Lands rows in raw tables as the ingestion service does. */
public final class RawLandings {
  /** When all rows of the tests were received. */
  public static final OffsetDateTime RECEIVED = OffsetDateTime.now(ZoneOffset.UTC).withNano(0);

  private final Lake lake;
  private final DataSets dataSets;

  public RawLandings(Lake lake, DataSets dataSets) {
    this.lake = lake;
    this.dataSets = dataSets;
  }

  /** Commits rows; columns that a row does not name are null. */
  public RawLanded land(String dataset, String file, List<Map<String, Object>> rows) {
    return land(dataset, file, writer -> rows.forEach(writer));
  }

  /** Commits rows as they are given one by one. */
  public RawLanded land(String dataset, String file, Consumer<Consumer<Map<String, Object>>> rows) {
    Table table = lake.raw(dataSets.find(dataset).orElseThrow());
    long[] count = {0};
    DataWriter<Record> writer = writer(table);
    try {
      try (writer) {
        rows.accept(row -> writer.write(row(table.schema(), file, 1 + ++count[0], row)));
      }
      long snapshot =
          LandingCommit.to(lake, LakeLayout.RAW, dataset).append(List.of(writer.toDataFile()));
      return new RawLanded(
          dataset, file, file, snapshot, new RunCounts(count[0], count[0], 0, 0, 0), Instant.now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Iceberg's own, for the lake's writer does not run on the Parquet library inside of Spark's. */
  private static DataWriter<Record> writer(Table table) {
    PartitionKey day = new PartitionKey(table.spec(), table.schema());
    day.partition(
        new InternalRecordWrapper(table.schema().asStruct())
            .wrap(row(table.schema(), "", 0, Map.of())));
    return new GenericFileWriterFactory.Builder(table)
        .dataFileFormat(FileFormat.PARQUET)
        .dataSchema(table.schema())
        .build()
        .newDataWriter(
            OutputFileFactory.builderFor(table, 0, System.nanoTime())
                .format(FileFormat.PARQUET)
                .build()
                .newOutputFile(table.spec(), day),
            table.spec(),
            day);
  }

  private static Record row(Schema schema, String file, long position, Map<String, Object> values) {
    GenericRecord row = GenericRecord.create(schema);
    row.setField(Provenance.SOURCE, file);
    row.setField(Provenance.POSITION, position);
    row.setField(Provenance.RUN, "run-of-" + file);
    row.setField(Provenance.RECEIVED_AT, RECEIVED);
    row.setField(Provenance.LANDED_AT, OffsetDateTime.now(ZoneOffset.UTC));
    values.forEach(row::setField);
    return row;
  }
}
