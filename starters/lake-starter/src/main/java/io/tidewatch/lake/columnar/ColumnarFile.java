package io.tidewatch.lake.columnar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.types.Types;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file. Values of a few rows are held until they are worth a loop a column; a row given
 * to {@link #add} may be changed afterwards.
 */
final class ColumnarFile implements FileAppender<Record> {
  private static final int BATCH_ROWS = 1000;

  /** Bounds what a batch of long texts holds, in characters. */
  private static final int BATCH_CHARACTERS = 1 << 20;

  private final OutputFile file;
  private final Schema schema;
  private final MetricsConfig metricsConfig;
  private final Limits limits;
  private final MessageType parquet;
  private final CodecFactory codecs;
  private final CompressionCodecFactory.BytesInputCompressor compressor;
  private final ColumnPages[] columns;
  private final boolean[] texts;
  private final @Nullable Object[][] batch;

  private @Nullable ParquetFileWriter writer;
  private ColumnChunkPageWriteStore pages;
  private int batchRows;
  private long batchCharacters;
  private long groupRows;
  private boolean closed;
  private boolean broken;

  ColumnarFile(
      OutputFile file,
      Schema schema,
      MetricsConfig metricsConfig,
      CompressionCodecName codec,
      Configuration configuration,
      Limits limits) {
    this.file = file;
    this.schema = schema;
    this.metricsConfig = metricsConfig;
    this.limits = limits;
    this.parquet = ParquetSchemaUtil.convert(schema, "table");
    this.codecs = new CodecFactory(configuration, Limits.PAGE_BYTES);
    this.compressor = codecs.getCompressor(codec);
    List<Types.NestedField> fields = schema.columns();
    this.columns = new ColumnPages[fields.size()];
    this.texts = new boolean[fields.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = ColumnPages.of(fields.get(i), parquet.getColumns().get(i), limits);
      texts[i] = columns[i] instanceof TextPages;
    }
    this.batch = new Object[columns.length][BATCH_ROWS];
    this.pages = beginRowGroup();
  }

  @Override
  public void add(Record row) {
    for (int i = 0; i < columns.length; i++) {
      Object value = row.get(i);
      batch[i][batchRows] = value;
      if (texts[i] && value instanceof CharSequence text) {
        batchCharacters += text.length();
      }
    }
    batchRows++;
    if (batchRows == BATCH_ROWS || batchCharacters > BATCH_CHARACTERS) {
      try {
        writeBatch();
        if (bufferedBytes() >= limits.rowGroupBytes()) {
          endRowGroup();
          pages = beginRowGroup();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file.location(), e);
      }
    }
  }

  private void writeBatch() throws IOException {
    broken = true; // until all columns have the same rows
    for (int i = 0; i < columns.length; i++) {
      columns[i].add(batch[i], batchRows);
      Arrays.fill(batch[i], 0, batchRows, null);
    }
    groupRows += batchRows;
    batchRows = 0;
    batchCharacters = 0;
    broken = false;
  }

  private long bufferedBytes() {
    return Arrays.stream(columns).mapToLong(ColumnPages::bufferedBytes).sum();
  }

  private ColumnChunkPageWriteStore beginRowGroup() {
    ColumnChunkPageWriteStore store =
        new ColumnChunkPageWriteStore(
            compressor,
            parquet,
            HeapByteBufferAllocator.getInstance(),
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    for (int i = 0; i < columns.length; i++) {
      columns[i].begin(store.getPageWriter(parquet.getColumns().get(i)));
    }
    groupRows = 0;
    return store;
  }

  private void endRowGroup() throws IOException {
    if (groupRows > 0) {
      ParquetFileWriter to = writer();
      to.startBlock(groupRows);
      for (ColumnPages column : columns) {
        column.end();
      }
      pages.flushToFileWriter(to);
      to.endBlock();
    }
    pages.close();
  }

  private ParquetFileWriter writer() throws IOException {
    ParquetFileWriter open = writer;
    if (open == null) {
      open =
          new ParquetFileWriter(
              new ParquetOutput(file),
              parquet,
              ParquetFileWriter.Mode.CREATE,
              limits.rowGroupBytes(),
              0,
              ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
              ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
              ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
      writer = open;
      open.start();
    }
    return open;
  }

  @Override
  public Metrics metrics() {
    if (!closed) {
      throw new IllegalStateException("metrics are known when the file is closed");
    }
    ParquetFileWriter written = writer;
    return written == null
        ? new Metrics(0L, null, null, null, null)
        : ParquetUtil.footerMetrics(
            written.getFooter(),
            Arrays.stream(columns).flatMap(column -> column.metrics().stream()),
            metricsConfig);
  }

  /** Bytes of the file; while it is written, about what it would have if it ended here. */
  @Override
  public long length() {
    try {
      long written = writer == null ? 0 : writer.getPos();
      return closed ? written : written + bufferedBytes() + batchCharacters;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell the length of " + file.location(), e);
    }
  }

  @Override
  public @Nullable List<Long> splitOffsets() {
    return writer == null ? null : ParquetUtil.getSplitOffsets(writer.getFooter());
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (broken) {
        throw new IOException(file.location() + " is incomplete: a row could not be written");
      }
      writeBatch();
      endRowGroup();
      if (writer != null) {
        writer.end(Map.of("iceberg.schema", SchemaParser.toJson(schema)));
      }
    } finally {
      codecs.release();
    }
  }
}
