package io.tidewatch.lake.upkeep;

import io.tidewatch.lake.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.BinPacking;

/**
 * Puts the small files of a partition together, some at a time, each time in one commit of its own.
 *
 * <p>Appends beside it do not disturb it, nor it them. If a file that it has read is gone when it
 * commits, because its rows were deleted or another compaction was faster, the commit is refused by
 * the table and the files wait for the next round.
 *
 * @param smallBytes a file below this is small
 * @param smallFiles this many small files of a partition are worth a rewrite
 * @param binBytes the most that is read for one commit
 */
public record Compaction(long smallBytes, int smallFiles, long binBytes) {

  /**
   * What became of a table.
   *
   * @param before files that were put together
   * @param after files that took their place
   * @param refused commits that gave way to others
   */
  public record Outcome(int before, int after, long rows, int refused) {}

  /** Compacts the table as it is now. */
  public Outcome compact(Table table) throws IOException {
    table.refresh();
    Snapshot start = table.currentSnapshot();
    Outcome sum = new Outcome(0, 0, 0, 0);
    if (start == null) {
      return sum;
    }
    for (List<FileScanTask> bin : bins(table, start)) {
      Outcome one = rewrite(table, start, bin);
      sum =
          new Outcome(
              sum.before + one.before,
              sum.after + one.after,
              sum.rows + one.rows,
              sum.refused + one.refused);
    }
    return sum;
  }

  private List<List<FileScanTask>> bins(Table table, Snapshot start) throws IOException {
    Map<String, List<FileScanTask>> small = new LinkedHashMap<>();
    try (CloseableIterable<FileScanTask> files =
        table.newScan().useSnapshot(start.snapshotId()).planFiles()) {
      for (FileScanTask task : files) {
        if (task.file().specId() == table.spec().specId()
            && task.file().fileSizeInBytes() < smallBytes
            && FileRows.readable(task)) {
          String partition = table.spec().partitionToPath(task.file().partition());
          small.computeIfAbsent(partition, p -> new ArrayList<>()).add(task);
        }
      }
    }
    return small.values().stream()
        .filter(files -> files.size() >= smallFiles)
        .flatMap(
            files ->
                new BinPacking.ListPacker<FileScanTask>(binBytes, 1, false)
                    .pack(files, task -> task.file().fileSizeInBytes()).stream())
        .filter(bin -> bin.size() > 1)
        .collect(Collectors.toList());
  }

  private static Outcome rewrite(Table table, Snapshot start, List<FileScanTask> bin)
      throws IOException {
    List<DataFile> before = new ArrayList<>();
    List<DataFile> after;
    long rows;
    try (RowWriter writer = RowWriter.open(table)) {
      for (FileScanTask task : bin) {
        before.add(task.file());
        try (CloseableIterable<Record> records = FileRows.read(table, task)) {
          for (Record record : records) {
            writer.write(record);
          }
        }
      }
      rows = writer.rows();
      after = writer.complete();
    }
    long expected = before.stream().mapToLong(DataFile::recordCount).sum();
    if (rows != expected) {
      Abandoned.delete(table, after);
      throw new IllegalStateException(
          "%s: %d rows were read where the table counts %d; nothing was changed"
              .formatted(table.name(), rows, expected));
    }
    try {
      RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(start.snapshotId());
      before.forEach(rewrite::deleteFile);
      after.forEach(rewrite::addFile);
      rewrite.commit();
      return new Outcome(before.size(), after.size(), rows, 0);
    } catch (ValidationException | CommitFailedException lostRace) {
      Abandoned.delete(table, after);
      return new Outcome(0, 0, 0, 1);
    }
  }
}
