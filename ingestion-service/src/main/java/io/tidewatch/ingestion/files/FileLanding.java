package io.tidewatch.ingestion.files;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.ingestion.landing.Landed;
import io.tidewatch.ingestion.landing.LandingMark;
import io.tidewatch.ingestion.reading.FileContent;
import io.tidewatch.ingestion.reading.FileReading;
import io.tidewatch.ingestion.reading.RecordReader;
import io.tidewatch.ingestion.reading.UnreadableFileException;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.LandingCommit;
import io.tidewatch.lake.RowWriter;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.springframework.stereotype.Component;

/**
 * Lands one file: its good rows in the raw table and its rejected ones in quarantine, each in one
 * commit that bears the run's mark.
 *
 * <p>Quarantine is committed first. A crash before the raw commit leaves a mark in quarantine only;
 * the next attempt reads the file again, finds that mark, and commits the raw rows alone. Reading
 * is deterministic, so both attempts reject the same rows; if the data set's description was
 * changed between them, the mark's counts tell, and the run fails with nothing loaded.
 */
@Component
class FileLanding {
  private final Lake lake;
  private final LandingFolder folder;
  private final FileReading reading;
  private final Runs runs;
  private final Clock clock;

  FileLanding(Lake lake, LandingFolder folder, FileReading reading, Runs runs, Clock clock) {
    this.lake = lake;
    this.folder = folder;
    this.reading = reading;
    this.runs = runs;
    this.clock = clock;
  }

  Landed land(Run run, DataSet dataSet, ActiveRun active) throws IOException {
    Table raw = lake.raw(dataSet);
    String checksum = String.valueOf(run.checksum());
    Optional<LandingMark> landed = LandingMark.ofContent(raw.properties(), checksum);
    if (landed.isPresent()) {
      return Landed.already(landed.get(), raw);
    }
    Table quarantine = lake.quarantine(dataSet);
    try (RowWriter good = RowWriter.open(raw);
        RowWriter rejected = RowWriter.open(quarantine);
        FilePass pass = new FilePass(run, dataSet, good, rejected, folder.workFolder(), clock)) {
      FileContent content =
          folder.content(String.valueOf(run.location()), String.valueOf(run.fileName()));
      try (RecordReader records = reading.open(dataSet, active.counted(content))) {
        pass.run(records, active);
      }
      LandingMark mark = new LandingMark(run.id(), checksum, pass.counts());
      Optional<LandingMark> before = LandingMark.ofRun(quarantine.properties(), run.id());
      if (before.isPresent() && !before.get().counts().equals(mark.counts())) {
        throw new UnreadableFileException(
            "description-changed",
            "The description of the data set has changed since an earlier try of this run had put its rejected rows into quarantine. Send the file again.");
      }
      if (rejected.rows() > 0 && before.isEmpty()) {
        // content that an earlier run has failed to load may have its mark here, from that run
        LandingCommit.to(lake, LakeLayout.QUARANTINE, dataSet.name())
            .expecting(p -> LandingMark.ofRun(p, run.id()).isEmpty())
            .setting(mark.property(), mark.value())
            .removing(LandingMark.among(quarantine.properties(), runs::ended))
            .append(rejected.complete());
      }
      active.requireWanted();
      long snapshot =
          LandingCommit.to(lake, LakeLayout.RAW, dataSet.name())
              .expecting(p -> LandingMark.ofContent(p, checksum).isEmpty())
              .setting(mark.property(), mark.value())
              .removing(LandingMark.among(raw.properties(), runs::landed))
              .append(good.complete());
      return new Landed(run.id(), pass.counts(), snapshot, pass.problems());
    } catch (ValidationException lostRace) {
      raw.refresh();
      return Landed.already(
          LandingMark.ofContent(raw.properties(), checksum).orElseThrow(() -> lostRace), raw);
    }
  }
}
