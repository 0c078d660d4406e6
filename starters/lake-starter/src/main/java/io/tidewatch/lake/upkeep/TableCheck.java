package io.tidewatch.lake.upkeep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.parquet.ParquetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Whether the files of a table are what the table says: each is there, with the size and the number
 * of rows that the table knows, and their sums are those of the snapshot.
 *
 * @param problems at most a hundred
 */
public record TableCheck(
    @Nullable Long snapshotId, int files, long rows, long bytes, List<String> problems) {
  private static final int MOST_PROBLEMS = 100;

  /** Checks the present snapshot; the last part of every file is read. */
  public static TableCheck of(Table table) throws IOException {
    table.refresh();
    Snapshot snapshot = table.currentSnapshot();
    if (snapshot == null) {
      return new TableCheck(null, 0, 0, 0, List.of());
    }
    int files = 0;
    long rows = 0;
    long bytes = 0;
    List<String> problems = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      for (FileScanTask task : tasks) {
        files++;
        rows += task.file().recordCount();
        bytes += task.file().fileSizeInBytes();
        String problem = problem(table, task);
        if (problem != null && problems.size() < MOST_PROBLEMS) {
          problems.add(problem);
        }
      }
    }
    compare(snapshot, SnapshotSummary.TOTAL_DATA_FILES_PROP, files, problems);
    compare(snapshot, SnapshotSummary.TOTAL_RECORDS_PROP, rows, problems);
    compare(snapshot, SnapshotSummary.TOTAL_FILE_SIZE_PROP, bytes, problems);
    return new TableCheck(snapshot.snapshotId(), files, rows, bytes, List.copyOf(problems));
  }

  private static @Nullable String problem(Table table, FileScanTask task) {
    String location = task.file().location();
    try {
      InputFile file = table.io().newInputFile(location);
      long length = file.getLength();
      if (length != task.file().fileSizeInBytes()) {
        return "%s has %d bytes, the table says %d"
            .formatted(location, length, task.file().fileSizeInBytes());
      }
      if (task.file().format() == FileFormat.PARQUET) {
        Long rows = ParquetUtil.fileMetrics(file, MetricsConfig.getDefault()).recordCount();
        if (rows != task.file().recordCount()) {
          return "%s has %d rows, the table says %d"
              .formatted(location, rows, task.file().recordCount());
        }
      }
      return null;
    } catch (NotFoundException e) {
      return location + " is missing";
    } catch (RuntimeException e) {
      return "%s cannot be read: %s".formatted(location, e.getMessage());
    }
  }

  private static void compare(
      Snapshot snapshot, String property, long counted, List<String> problems) {
    String said = snapshot.summary().get(property);
    // with delete files the sums of a snapshot mean something else, and some engines leave them out
    if (said != null && Long.parseLong(said) != counted) {
      problems.add("the snapshot says %s=%s, counted are %d".formatted(property, said, counted));
    }
  }
}
