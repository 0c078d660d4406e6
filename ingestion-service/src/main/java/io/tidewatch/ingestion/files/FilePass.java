package io.tidewatch.ingestion.files;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.landing.QuarantineRows;
import io.tidewatch.ingestion.landing.RawRows;
import io.tidewatch.ingestion.landing.RejectionSummary;
import io.tidewatch.ingestion.reading.Flaw;
import io.tidewatch.ingestion.reading.RecordReader;
import io.tidewatch.ingestion.reading.SourceRecord;
import io.tidewatch.ingestion.reading.UnreadableFileException;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.Run.RowProblem;
import io.tidewatch.ingestion.typing.RowHash;
import io.tidewatch.ingestion.typing.RowTyping;
import io.tidewatch.ingestion.typing.SeenKeys;
import io.tidewatch.lake.RowWriter;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSet.Policy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pass over a file: every record ends in exactly one of the counts. */
final class FilePass implements Closeable {
  private static final int REPORTED_EVERY = 2_000;

  /** Rows whose keys are looked up at once. */
  private static final int LOOKED_UP_TOGETHER = 64;

  /** A typed row of which is not known yet whether its key is new. */
  private static final class Waiting {
    private final @Nullable Object[] values;
    private long position;

    /** What the file says of the row if it is late, else null. */
    private @Nullable String late;

    Waiting(int columns) {
      this.values = new Object[columns];
    }
  }

  private final Run run;
  private final String runId;
  private final RowTyping typing;
  private final RowWriter good;
  private final RowWriter rejected;
  private final RawRows rawRows;
  private final QuarantineRows quarantineRows;
  private final SeenKeys seen;
  private final RejectionSummary summary = new RejectionSummary();
  private final Waiting[] waiting;
  private final RowHash.Key[] keys = new RowHash.Key[LOOKED_UP_TOGETHER];
  private final boolean[] fresh = new boolean[LOOKED_UP_TOGETHER];
  private final String source;
  private final Instant landedAt;
  private int waitingRows;
  private long read;
  private long quarantined;
  private long duplicate;
  private long late;

  FilePass(
      Run run, DataSet dataSet, RowWriter good, RowWriter rejected, Path workFolder, Clock clock) {
    this.run = run;
    this.runId = run.id().toString();
    this.typing = new RowTyping(dataSet);
    this.good = good;
    this.rejected = rejected;
    this.rawRows = new RawRows(dataSet, good.schema());
    this.source = String.valueOf(run.checksum());
    this.landedAt = clock.instant();
    this.quarantineRows = new QuarantineRows(dataSet, runId, run.fileName());
    this.seen = new SeenKeys(workFolder);
    this.waiting =
        Stream.generate(() -> new Waiting(dataSet.columns().size()))
            .limit(LOOKED_UP_TOGETHER)
            .toArray(Waiting[]::new);
  }

  void run(RecordReader records, ActiveRun active) throws IOException {
    SourceRecord one;
    while ((one = records.next()) != null) {
      take(one);
      if (read % REPORTED_EVERY == 0) {
        settle();
        active.counts(counts());
        active.requireWanted();
      }
    }
    settle();
  }

  private void take(SourceRecord one) throws IOException {
    read++;
    Waiting next = waiting[waitingRows];
    Flaw flaw = typing.type(one, next.values);
    typing.warnings().forEach(warning -> summary.add(one.position(), warning, Policy.WARN));
    if (flaw != null) {
      refuseIfFatal(one, flaw);
      quarantined++;
      reject(one.position(), flaw, one.original().get());
      return;
    }
    keys[waitingRows] = typing.key(next.values);
    next.position = one.position();
    next.late = typing.late(next.values, run.receivedAt()) ? one.original().get() : null;
    waitingRows++;
    if (waitingRows == waiting.length) {
      settle();
    }
  }

  /** Decides what becomes of the rows that wait. */
  private void settle() throws IOException {
    seen.add(keys, waitingRows, fresh);
    for (int i = 0; i < waitingRows; i++) {
      Waiting row = waiting[i];
      if (!fresh[i]) {
        duplicate++;
      } else if (row.late != null) {
        late++;
        Flaw flaw = Flaw.ofRecord("late", "The row happened before the lateness window.");
        reject(row.position, flaw, row.late);
      } else {
        good.write(
            rawRows.row(
                row.values,
                new RawRows.Origin(source, row.position, null, runId, run.receivedAt(), landedAt)));
      }
    }
    waitingRows = 0;
  }

  private void reject(long position, Flaw flaw, String original) throws IOException {
    summary.add(position, flaw, Policy.DROP_ROW);
    rejected.write(quarantineRows.row(source, position, run.receivedAt(), flaw, original));
  }

  private void refuseIfFatal(SourceRecord one, Flaw flaw) {
    if (typing.failsFile(flaw)) {
      throw new UnreadableFileException(
          "check-failed",
          "Line %d%s: %s The policy of the check %s is fail-file, so nothing of the file was loaded."
              .formatted(
                  one.position(),
                  flaw.column() == null ? "" : ", column " + flaw.column(),
                  flaw.reason(),
                  flaw.check()),
          one.position());
    }
  }

  RunCounts counts() {
    return new RunCounts(read, good.rows(), quarantined, duplicate, late);
  }

  List<RowProblem> problems() {
    return summary.most();
  }

  @Override
  public void close() {
    seen.close();
  }
}
