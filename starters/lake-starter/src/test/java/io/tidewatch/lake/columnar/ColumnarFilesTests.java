package io.tidewatch.lake.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileWriterFactory;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that read as Iceberg's own writer's do, whatever the values are like. */
class ColumnarFilesTests {
  private static final int ROWS = 47_011;

  /** A column and its value in every row. */
  private record Column(
      String name, boolean required, Type type, IntFunction<@Nullable Object> of) {}

  @TempDir Path folder;
  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {64 << 10, 16 << 20})
  void rowsAndMetricsAreThoseOfTheOtherWriter(int rowGroupBytes) throws IOException {
    List<Column> columns = columns();
    Table table = table(columns);
    assertThat(ColumnarFiles.canWrite(table)).isTrue();
    List<Record> rows = rows(table.schema(), columns, ROWS);

    DataFile ours = write(table, new ColumnarFiles(table, rowGroupBytes, 16 << 10), rows);
    DataFile theirs = write(table, byRow(table, rowGroupBytes), rows);

    assertThat(ours.recordCount()).isEqualTo(ROWS);
    assertThat(ours.valueCounts()).isEqualTo(theirs.valueCounts());
    assertThat(ours.nullValueCounts()).isEqualTo(theirs.nullValueCounts());
    assertThat(ours.nanValueCounts()).isEqualTo(theirs.nanValueCounts());
    assertThat(ours.lowerBounds()).isEqualTo(theirs.lowerBounds());
    assertThat(ours.upperBounds()).isEqualTo(theirs.upperBounds());
    assertThat(ours.splitOffsets()).hasSizeGreaterThan(rowGroupBytes < 1 << 20 ? 5 : 0);
    assertThat(ours.fileSizeInBytes()).isLessThan(theirs.fileSizeInBytes() * 5 / 4);

    table.newAppend().appendFile(ours).commit();
    assertThat(read(table, Expressions.alwaysTrue())).isEqualTo(rows);
  }

  /** Readers leave row groups out by their dictionaries and bounds; so these must be right. */
  @Test
  void everyValueIsFoundByAFilter() throws IOException {
    List<Column> columns = columns();
    Table table = table(columns);
    List<Record> rows = rows(table.schema(), columns, ROWS);
    table
        .newAppend()
        .appendFile(write(table, new ColumnarFiles(table, 64 << 10, 16 << 10), rows))
        .commit();
    for (String column : List.of("few_texts", "ids", "few_numbers", "ascending", "amounts")) {
      for (int i : new int[] {0, 1, 20_500, ROWS / 2, ROWS - 1}) {
        Object value = rows.get(i).getField(column);
        Expression filter =
            value == null ? Expressions.isNull(column) : Expressions.equal(column, value);
        List<Record> expected =
            rows.stream().filter(row -> Objects.equals(row.getField(column), value)).toList();
        assertThat(read(table, filter)).as("%s = %s", column, value).isEqualTo(expected);
      }
    }
  }

  @Test
  void aFileWithoutRowsIsNotMade() throws IOException {
    List<Column> columns = columns();
    Table table = table(columns);
    DataFile none = write(table, new ColumnarFiles(table, 16 << 20, 16 << 10), List.of());
    assertThat(none.recordCount()).isZero();
    assertThat(Path.of(URI.create(none.location()).getPath())).doesNotExist();
  }

  @Test
  void aRequiredColumnHasAValueInEveryRow() throws IOException {
    List<Column> columns = List.of(column("needed", true, Types.LongType.get(), i -> null));
    Table table = table(columns);
    List<Record> rows = rows(table.schema(), columns, 1);
    ColumnarFiles files = new ColumnarFiles(table, 16 << 20, 16 << 10);
    assertThatThrownBy(() -> write(table, files, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needed");
  }

  @Test
  void leavesNestedAndUnknownTypesToIceberg() {
    assertThat(canWrite(Types.ListType.ofOptional(2, Types.StringType.get()))).isFalse();
    assertThat(canWrite(Types.DecimalType.of(9, 2))).isFalse();
    assertThat(canWrite(Types.TimestampType.withoutZone())).isFalse();
    assertThat(canWrite(Types.TimestampType.withZone())).isTrue();
  }

  private boolean canWrite(Type type) {
    return ColumnarFiles.canWrite(
        table(new Schema(NestedField.optional(1, "c", type)), "t" + random.nextInt(1 << 30)));
  }

  private List<Column> columns() {
    OffsetDateTime received =
        OffsetDateTime.of(2026, 11, 29, 10, 0, 0, 123_456_000, ZoneOffset.UTC);
    return List.of(
        column("few_texts", false, Types.StringType.get(), i -> "text " + i * 7919 % 23),
        column("one_text", true, Types.StringType.get(), i -> "always the same"),
        column("ids", true, Types.StringType.get(), i -> Integer.toHexString(i * 0x9E3779B9)),
        column("odd_texts", false, Types.StringType.get(), i -> oddText(i)),
        column("late_texts", false, Types.StringType.get(), i -> i < 45_000 ? null : "x" + i),
        column("no_texts", false, Types.StringType.get(), i -> null),
        column(
            "more_and_more", true, Types.StringType.get(), i -> i < 21_000 ? "same" : "other " + i),
        column("few_numbers", false, Types.IntegerType.get(), i -> i % 3 == 0 ? null : i % 11 - 5),
        column("numbers", true, Types.IntegerType.get(), i -> i * 0x9E3779B9),
        column("ascending", true, Types.LongType.get(), i -> (long) i),
        column(
            "extremes",
            false,
            Types.LongType.get(),
            i -> i == 5 ? Long.valueOf(Long.MIN_VALUE) : i == 9 ? (Long) Long.MAX_VALUE : null),
        column("amounts", false, Types.DoubleType.get(), i -> i % 997 / 100.0),
        column("odd_doubles", false, Types.DoubleType.get(), i -> oddDouble(i)),
        column("nothing_but_nan", false, Types.DoubleType.get(), i -> Double.NaN),
        column("no_doubles", false, Types.DoubleType.get(), i -> null),
        column("truths", false, Types.BooleanType.get(), i -> i % 5 == 0 ? null : i % 2 == 0),
        column("always", true, Types.BooleanType.get(), i -> true),
        column("days", false, Types.DateType.get(), i -> LocalDate.ofEpochDay(i % 400 - 200)),
        column("received", true, Types.TimestampType.withZone(), i -> received),
        column(
            "times",
            false,
            Types.TimestampType.withZone(),
            i ->
                i % 101 == 0
                    ? null
                    : Instant.ofEpochSecond(i * 86_399L - 1_000_000_000L, i * 1000L)
                        .atOffset(ZoneOffset.UTC)));
  }

  private static Column column(
      String name, boolean required, Type type, IntFunction<@Nullable Object> of) {
    return new Column(name, required, type, of);
  }

  /** Empty, long, beyond ASCII, outside the basic plane, and in between none. */
  private @Nullable String oddText(int i) {
    return switch (i % 9) {
      case 0 -> "";
      case 1 -> null;
      case 2 -> "\uD83D\uDE00 " + i;
      case 3 -> "\uFFFD\uE000";
      case 4 -> "\u0000";
      case 5 -> "\u00e4\u00f6\u00fc \u65e5\u672c\u8a9e";
      case 6 -> i % 9000 == 6 ? "long ".repeat(300_000) : "short";
      case 7 -> "z".repeat(1 + i % 40);
      default -> "\u007f\u0080\u00ff";
    };
  }

  private static @Nullable Double oddDouble(int i) {
    return switch (i % 7) {
      case 0 -> Double.NaN;
      case 1 -> null;
      case 2 -> -0.0;
      case 3 -> 0.0;
      case 4 -> i == 4 ? Double.NEGATIVE_INFINITY : -i / 3.0;
      case 5 -> Double.MIN_VALUE;
      default -> i * 1e300;
    };
  }

  private static List<Record> rows(Schema schema, List<Column> columns, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Record row = GenericRecord.create(schema);
              for (int c = 0; c < columns.size(); c++) {
                row.set(c, columns.get(c).of().apply(i));
              }
              return row;
            })
        .toList();
  }

  private Table table(List<Column> columns) {
    List<NestedField> fields = new ArrayList<>();
    for (Column column : columns) {
      int id = fields.size() + 1;
      fields.add(
          column.required()
              ? NestedField.required(id, column.name(), column.type())
              : NestedField.optional(id, column.name(), column.type()));
    }
    return table(new Schema(fields), "table");
  }

  private Table table(Schema schema, String name) {
    return new HadoopTables(new Configuration(false))
        .create(
            schema,
            PartitionSpec.unpartitioned(),
            Map.of("format-version", "2", "write.parquet.compression-codec", "zstd"),
            folder.resolve(name).toUri().toString());
  }

  private static FileWriterFactory<Record> byRow(Table table, int rowGroupBytes) {
    return new GenericFileWriterFactory.Builder(table)
        .dataFileFormat(FileFormat.PARQUET)
        .dataSchema(table.schema())
        .writerProperties(
            Map.of(
                "write.parquet.row-group-size-bytes",
                Integer.toString(rowGroupBytes),
                "write.parquet.dict-size-bytes",
                Integer.toString(16 << 10)))
        .build();
  }

  /** Writes the rows by way of one that is changed each time, as the callers do. */
  private DataFile write(Table table, FileWriterFactory<Record> files, List<Record> rows)
      throws IOException {
    DataWriter<Record> writer =
        files.newDataWriter(
            OutputFileFactory.builderFor(table, 0, random.nextLong())
                .format(FileFormat.PARQUET)
                .build()
                .newOutputFile(),
            table.spec(),
            null);
    Record reused = GenericRecord.create(table.schema());
    try (writer) {
      for (Record row : rows) {
        for (int i = 0; i < row.size(); i++) {
          reused.set(i, row.get(i));
        }
        writer.write(reused);
      }
    }
    return writer.toDataFile();
  }

  private static List<Record> read(Table table, Expression filter) throws IOException {
    table.refresh();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).where(filter).build()) {
      List<Record> read = new ArrayList<>();
      rows.forEach(read::add);
      return read;
    }
  }
}
