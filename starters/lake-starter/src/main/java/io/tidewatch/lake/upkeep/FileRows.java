package io.tidewatch.lake.upkeep;

import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.formats.FormatModelRegistry;
import org.apache.iceberg.formats.ReadBuilder;
import org.apache.iceberg.io.CloseableIterable;

/** Reads the rows of one data file in the table's present schema. */
final class FileRows {
  private FileRows() {}

  static CloseableIterable<Record> read(Table table, FileScanTask task) {
    if (!readable(task)) {
      throw new IllegalStateException(
          "data file %s is no Parquet file without deletes; rewrite it with Spark first"
              .formatted(task.file().location()));
    }
    ReadBuilder<Record, Object> reader =
        FormatModelRegistry.readBuilder(
            task.file().format(), Record.class, table.io().newInputFile(task.file().location()));
    return reader.project(table.schema()).build();
  }

  /**
   * Whether the file's rows are all there is to know: Parquet, and no delete file belongs to it.
   */
  static boolean readable(FileScanTask task) {
    return task.deletes().isEmpty() && task.file().format() == FileFormat.PARQUET;
  }
}
