package io.tidewatch.lake;

import io.tidewatch.lake.columnar.ColumnarFiles;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FileWriterFactory;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.PartitionedFanoutWriter;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.io.UnpartitionedWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to data files of a table; nothing is visible before {@link LandingCommit} commits
 * them.
 */
public final class RowWriter implements Closeable {
  private static final long FILE_BYTES = 128L << 20;
  private static final int DAY = 86_400;

  /** Bounds what one open file buffers in memory; Iceberg's default is 128 MiB. */
  private static final int ROW_GROUP_BYTES = 16 << 20;

  /**
   * Columns of few values fit; a column of many, such as an id, costs a look-up a row until its
   * dictionary is full, and is then written plainly anyway. Iceberg's default is 2 MiB.
   */
  private static final int DICTIONARY_BYTES = 128 << 10;

  private final TaskWriter<Record> files;
  private final Schema schema;
  private final boolean byColumn;
  private long rows;
  private boolean done;

  private RowWriter(TaskWriter<Record> files, Schema schema, boolean byColumn) {
    this.files = files;
    this.schema = schema;
    this.byColumn = byColumn;
  }

  /** A writer for rows of the table's present schema and partitions. */
  public static RowWriter open(Table table) {
    Schema schema = table.schema();
    boolean byColumn = ColumnarFiles.canWrite(table);
    FileWriterFactory<Record> appenders =
        byColumn ? new ColumnarFiles(table, ROW_GROUP_BYTES, DICTIONARY_BYTES) : byRow(table);
    OutputFileFactory names =
        OutputFileFactory.builderFor(table, 0, System.nanoTime())
            .operationId(UUID.randomUUID().toString())
            .format(FileFormat.PARQUET)
            .build();
    TaskWriter<Record> files =
        table.spec().isUnpartitioned()
            ? new UnpartitionedWriter<>(
                table.spec(), FileFormat.PARQUET, appenders, names, table.io(), FILE_BYTES)
            : new ByPartition(table, appenders, names);
    return new RowWriter(files, schema, byColumn);
  }

  private static FileWriterFactory<Record> byRow(Table table) {
    return new GenericFileWriterFactory.Builder(table)
        .dataFileFormat(FileFormat.PARQUET)
        .dataSchema(table.schema())
        .writerProperties(
            Map.of(
                TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES,
                Integer.toString(ROW_GROUP_BYTES),
                TableProperties.PARQUET_DICT_SIZE_BYTES,
                Integer.toString(DICTIONARY_BYTES)))
        .build();
  }

  /** The schema that rows must have. */
  public Schema schema() {
    return schema;
  }

  /**
   * Adds a row, which may be changed afterwards. Its values are of the types that Iceberg's generic
   * records have; a time may also be an {@link Instant}, which costs half of an {@code
   * OffsetDateTime}.
   */
  public void write(Record row) throws IOException {
    files.write(byColumn ? row : withOffsets(row));
    rows++;
  }

  /** How many rows were written so far. */
  public long rows() {
    return rows;
  }

  /** Ends writing and gives the files to commit. */
  public List<DataFile> complete() throws IOException {
    done = true;
    return List.of(files.complete().dataFiles());
  }

  /** Ends writing and deletes what was written, unless {@link #complete} has been called. */
  @Override
  public void close() throws IOException {
    if (!done) {
      done = true;
      files.abort();
    }
  }

  /** The row as Iceberg's own code wants it, which knows no {@link Instant}. */
  private static Record withOffsets(Record row) {
    Record copy = null;
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) instanceof Instant instant) {
        copy = copy == null ? row.copy() : copy;
        copy.set(i, instant.atOffset(ZoneOffset.UTC));
      }
    }
    return copy == null ? row : copy;
  }

  private static final class ByPartition extends PartitionedFanoutWriter<Record> {
    private final PartitionKey key;
    private final InternalRecordWrapper wrapper;
    private final int[] sources;
    private final boolean daily;
    private final @Nullable Object[] last;

    ByPartition(Table table, FileWriterFactory<Record> appenders, OutputFileFactory names) {
      super(table.spec(), FileFormat.PARQUET, appenders, names, table.io(), FILE_BYTES);
      this.key = new PartitionKey(table.spec(), table.schema());
      this.wrapper = new InternalRecordWrapper(table.schema().asStruct());
      this.sources =
          table.spec().fields().stream()
              .map(field -> table.schema().findColumnName(field.sourceId()))
              .mapToInt(name -> table.schema().columns().indexOf(table.schema().findField(name)))
              .toArray();
      this.daily =
          table.spec().fields().stream()
              .allMatch(field -> field.transform().toString().equals("day"));
      this.last = new Object[sources.length];
    }

    @Override
    protected PartitionKey partition(Record row) {
      if (changed(row)) {
        key.partition(wrapper.wrap(withOffsets(row)));
      }
      return key;
    }

    @SuppressWarnings("ReferenceEquality") // as of all rows of a file: the same object again
    private boolean changed(Record row) {
      boolean changed = false;
      for (int i = 0; i < sources.length; i++) {
        Object value = row.get(sources[i]);
        changed |= value == null || (value != last[i] && !(daily && onOneDay(value, last[i])));
        last[i] = value;
      }
      return changed;
    }

    private static boolean onOneDay(Object value, @Nullable Object other) {
      return value instanceof Instant one
          && other instanceof Instant another
          && Math.floorDiv(one.getEpochSecond(), DAY)
              == Math.floorDiv(another.getEpochSecond(), DAY);
    }
  }
}
