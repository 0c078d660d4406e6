package io.tidewatch.ingestion.repair;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.ingestion.landing.RejectionSummary;
import io.tidewatch.ingestion.quarantine.Quarantine;
import io.tidewatch.ingestion.reading.Flaw;
import io.tidewatch.ingestion.reading.KeptRecords;
import io.tidewatch.ingestion.reading.KeptRecords.Kept;
import io.tidewatch.ingestion.reading.SourceRecord;
import io.tidewatch.ingestion.runs.Run.RowProblem;
import io.tidewatch.ingestion.typing.RowHash;
import io.tidewatch.ingestion.typing.RowTyping;
import io.tidewatch.ingestion.typing.SeenKeys;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSet.Policy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/** One pass over rejected rows: each ends in one of the counts, or was repaired before. */
final class RepairPass implements Closeable {
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  /** Takes what becomes of a row. */
  interface Outcome {
    /**
     * @param flaw why it stays rejected; null if its values are good
     */
    void of(
        Record rejected,
        Kept before,
        SourceRecord after,
        @Nullable Flaw flaw,
        @Nullable Object[] values)
        throws IOException;
  }

  private final KeptRecords reading;
  private final Fixes fixes;
  private final RowTyping typing;
  private final Outcome outcome;
  private final @Nullable Object[] values;
  private final SeenKeys places = new SeenKeys(TEMPORARY);
  private final SeenKeys keys = new SeenKeys(TEMPORARY);
  private final RejectionSummary summary = new RejectionSummary();
  private long read;
  private long loaded;
  private long rejected;
  private long duplicate;
  private long late;
  private long done;

  RepairPass(DataSet dataSet, Repair repair, Outcome outcome) {
    this.reading = new KeptRecords(dataSet);
    this.fixes = Fixes.of(dataSet, repair.fixes());
    this.typing = new RowTyping(dataSet);
    this.outcome = outcome;
    this.values = new Object[dataSet.columns().size()];
  }

  /** Takes note of a row of the raw table that a repair has loaded. */
  boolean loadedBefore(Record row) throws IOException {
    return places.add(
        RowHash.place(
            String.valueOf(row.getField(Provenance.SOURCE)),
            (Long) row.getField(Provenance.POSITION)));
  }

  void take(Record row) throws IOException {
    String source = String.valueOf(row.getField(Quarantine.SOURCE));
    long position = (Long) row.getField(Quarantine.POSITION);
    if (!places.add(RowHash.place(source, position))) {
      done++; // loaded by an earlier repair, or rejected twice because its file was sent again
      return;
    }
    read++;
    Kept before = reading.read(position, (String) row.getField(Quarantine.RECORD));
    SourceRecord after = fixes.apply(before);
    Flaw flaw = typing.type(after, values);
    if (flaw != null) {
      rejected++;
    } else if (!keys.add(typing.key(values))) {
      duplicate++;
      return;
    } else if (typing.late(
        values, ((OffsetDateTime) row.getField(Quarantine.RECEIVED_AT)).toInstant())) {
      late++;
      flaw = Flaw.ofRecord("late", "The row happened before the lateness window.");
    } else {
      loaded++;
    }
    if (flaw != null) {
      summary.add(position, flaw, Policy.DROP_ROW);
    }
    outcome.of(row, before, after, flaw, values);
  }

  /** What was counted: source = loaded + quarantined (still) + duplicate + late. */
  RunCounts counts() {
    return new RunCounts(read, loaded, rejected, duplicate, late);
  }

  /** How many rows needed nothing, because they are in the raw table. */
  long done() {
    return done;
  }

  List<RowProblem> problems() {
    return summary.most();
  }

  @Override
  public void close() {
    places.close();
    keys.close();
  }
}
