package io.tidewatch.lake;

import java.io.Closeable;
import java.io.IOException;
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
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.PartitionedFanoutWriter;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.io.UnpartitionedWriter;

/**
 * Writes rows to data files of a table; nothing is visible before {@link LandingCommit} commits
 * them.
 */
public final class RowWriter implements Closeable {
  private static final long FILE_BYTES = 128L << 20;

  /** Bounds what one open file buffers in memory; Iceberg's default is 128 MiB. */
  private static final String ROW_GROUP_BYTES = Integer.toString(16 << 20);

  /**
   * Columns of few values fit; a column of many, such as an id, costs a look-up a row until its
   * dictionary is full, and is then written plainly anyway. Iceberg's default is 2 MiB.
   */
  private static final String DICTIONARY_BYTES = Integer.toString(128 << 10);

  private final TaskWriter<Record> files;
  private final Schema schema;
  private long rows;
  private boolean done;

  private RowWriter(TaskWriter<Record> files, Schema schema) {
    this.files = files;
    this.schema = schema;
  }

  /** A writer for rows of the table's present schema and partitions. */
  public static RowWriter open(Table table) {
    Schema schema = table.schema();
    GenericFileWriterFactory appenders =
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .dataSchema(schema)
            .writerProperties(
                Map.of(
                    TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES,
                    ROW_GROUP_BYTES,
                    TableProperties.PARQUET_DICT_SIZE_BYTES,
                    DICTIONARY_BYTES))
            .build();
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
    return new RowWriter(files, schema);
  }

  /** The schema that rows must have. */
  public Schema schema() {
    return schema;
  }

  /** Adds a row. */
  public void write(Record row) throws IOException {
    files.write(row);
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

  private static final class ByPartition extends PartitionedFanoutWriter<Record> {
    private final PartitionKey key;
    private final InternalRecordWrapper wrapper;

    ByPartition(Table table, GenericFileWriterFactory appenders, OutputFileFactory names) {
      super(table.spec(), FileFormat.PARQUET, appenders, names, table.io(), FILE_BYTES);
      this.key = new PartitionKey(table.spec(), table.schema());
      this.wrapper = new InternalRecordWrapper(table.schema().asStruct());
    }

    @Override
    protected PartitionKey partition(Record row) {
      key.partition(wrapper.wrap(row));
      return key;
    }
  }
}
