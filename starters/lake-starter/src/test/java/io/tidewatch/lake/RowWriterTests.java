package io.tidewatch.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowWriterTests {
  private static final Schema SCHEMA =
      new Schema(
          NestedField.required(1, "id", Types.LongType.get()),
          NestedField.required(2, "at", Types.TimestampType.withZone()));

  @TempDir Path folder;

  /** By column, and by row where the table asks for what only Iceberg's own writer does. */
  @ParameterizedTest
  @CsvSource({"write.comment, none", "write.parquet.bloom-filter-enabled.column.id, true"})
  void rowsGoToTheDayTheyBelongTo(String property, String value) throws IOException {
    Table table =
        new HadoopTables(new Configuration(false))
            .create(
                SCHEMA,
                PartitionSpec.builderFor(SCHEMA).day("at").build(),
                Map.of("format-version", "2", property, value),
                folder.toUri().toString());
    List<Instant> times =
        List.of(
            Instant.parse("2026-11-29T00:00:00Z"),
            Instant.parse("2026-11-28T23:59:59.999999Z"),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.parse("2026-11-29T23:59:59Z"),
            Instant.parse("1970-01-01T00:00:00Z"),
            Instant.parse("2026-11-29T12:00:00.000001Z"));
    Record row = GenericRecord.create(SCHEMA);
    try (RowWriter writer = RowWriter.open(table)) {
      for (int i = 0; i < 2 * times.size(); i++) {
        Instant time = times.get(i / 2);
        row.set(0, (long) i);
        row.set(1, i % 2 == 0 ? time : time.atOffset(ZoneOffset.ofHours(9)));
        writer.write(row);
      }
      List<DataFile> files = writer.complete();
      assertThat(files)
          .extracting(file -> file.partition().get(0, Integer.class))
          .containsExactlyInAnyOrder(20_786, 20_785, -1, 0);
      var append = table.newAppend();
      files.forEach(append::appendFile);
      append.commit();
    }
    Map<Long, Object> read = new TreeMap<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      rows.forEach(one -> read.put((Long) one.get(0), one.get(1)));
    }
    assertThat(read).hasSize(2 * times.size());
    read.forEach(
        (id, time) ->
            assertThat(((OffsetDateTime) time).toInstant()).isEqualTo(times.get((int) (id / 2))));
  }
}
