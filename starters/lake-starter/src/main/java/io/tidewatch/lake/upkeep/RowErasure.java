package io.tidewatch.lake.upkeep;

import io.tidewatch.lake.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * Takes single rows out of a table: files that hold one are written anew without it, all in one
 * commit. The commit is refused if anything but appends has happened since the files were read;
 * then it is done again on the table as it is by then, and so are rows that were appended
 * meanwhile.
 */
public final class RowErasure {
  private static final int ROUNDS = 10;

  private final Table table;
  private final Expression candidates;
  private final Predicate<Record> erased;
  private final Consumer<Record> witness;

  /**
   * @param candidates what statistics can tell of the rows, to leave files unread
   * @param erased which rows go
   * @param witness sees each row that goes; after a refused commit it sees rows again
   */
  public RowErasure(
      Table table, Expression candidates, Predicate<Record> erased, Consumer<Record> witness) {
    this.table = table;
    this.candidates = candidates;
    this.erased = erased;
    this.witness = witness;
  }

  /**
   * What became of a table.
   *
   * @param files how many files were written anew or dropped
   * @param snapshotId the snapshot without the rows; null if there were none
   */
  public record Outcome(long rows, int files, @Nullable Long snapshotId) {}

  /**
   * Erases.
   *
   * @throws IllegalStateException if writers were in the way each time
   */
  public Outcome erase() throws IOException {
    Outcome sum = new Outcome(0, 0, null);
    for (int round = 0; round < ROUNDS; round++) {
      table.refresh();
      Snapshot start = table.currentSnapshot();
      Rewritten rewritten = start == null ? Rewritten.NOTHING : rewrite(start);
      if (start == null || rewritten.before.isEmpty()) {
        return sum;
      }
      try {
        long snapshot = commit(start, rewritten);
        sum = new Outcome(sum.rows + rewritten.rows, sum.files + rewritten.before.size(), snapshot);
      } catch (ValidationException | CommitFailedException lostRace) {
        Abandoned.delete(table, rewritten.after);
      }
    }
    throw new IllegalStateException(
        "%s changes all the time; %d rows are erased, try again for the rest"
            .formatted(table.name(), sum.rows));
  }

  private record Rewritten(List<DataFile> before, List<DataFile> after, long rows) {
    static final Rewritten NOTHING = new Rewritten(List.of(), List.of(), 0);
  }

  private Rewritten rewrite(Snapshot start) throws IOException {
    List<DataFile> before = new ArrayList<>();
    long gone = 0;
    try (RowWriter writer = RowWriter.open(table);
        CloseableIterable<FileScanTask> files =
            table.newScan().useSnapshot(start.snapshotId()).filter(candidates).planFiles()) {
      for (FileScanTask task : files) {
        if (!holdsOne(task)) {
          continue;
        }
        before.add(task.file());
        try (CloseableIterable<Record> rows = FileRows.read(table, task)) {
          for (Record row : rows) {
            if (erased.test(row)) {
              witness.accept(row);
              gone++;
            } else {
              writer.write(row);
            }
          }
        }
      }
      return before.isEmpty() ? Rewritten.NOTHING : new Rewritten(before, writer.complete(), gone);
    }
  }

  private boolean holdsOne(FileScanTask task) throws IOException {
    try (CloseableIterable<Record> rows = FileRows.read(table, task)) {
      for (Record row : rows) {
        if (erased.test(row)) {
          return true;
        }
      }
    }
    return false;
  }

  private long commit(Snapshot start, Rewritten rewritten) {
    OverwriteFiles overwrite = table.newOverwrite();
    rewritten.before.forEach(overwrite::deleteFile);
    rewritten.after.forEach(overwrite::addFile);
    overwrite.validateWith(ancestors -> onlyAppendsSince(start.snapshotId(), ancestors)).commit();
    table.refresh();
    return table.currentSnapshot().snapshotId();
  }

  private static boolean onlyAppendsSince(long start, Iterable<Snapshot> newestFirst) {
    for (Snapshot snapshot : newestFirst) {
      if (snapshot.snapshotId() == start) {
        return true;
      }
      if (!DataOperations.APPEND.equals(snapshot.operation())) {
        return false;
      }
    }
    return false; // the start has expired
  }
}
