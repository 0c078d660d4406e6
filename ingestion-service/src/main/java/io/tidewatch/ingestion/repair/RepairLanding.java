package io.tidewatch.ingestion.repair;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.ingestion.landing.Landed;
import io.tidewatch.ingestion.landing.LandingMark;
import io.tidewatch.ingestion.landing.LandingProgress;
import io.tidewatch.ingestion.landing.RawRows;
import io.tidewatch.ingestion.quarantine.Quarantine;
import io.tidewatch.ingestion.quarantine.RepairedRows;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.LandingCommit;
import io.tidewatch.lake.RowWriter;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lands the rows of a repair in one commit.
 *
 * <p>A row is loaded once because the raw table itself says which rows repairs have loaded: they
 * keep the file and line they came from. Two repairs that run beside each other cannot both miss
 * the other's rows: a commit raises the table's generation of repairs, and is refused if another
 * has raised it since the table was read; the loser reads again. A run that is tried again after a
 * crash finds its {@link LandingMark}.
 */
@Component
public class RepairLanding {
  private static final String GENERATION = "tidewatch.repairs";
  private static final int TRIES = 10;
  private static final int REPORTED_EVERY = 2_000;

  private final Lake lake;
  private final Quarantine quarantine;
  private final Repairs repairs;
  private final RepairedRows repaired;
  private final Runs runs;
  private final Clock clock;

  RepairLanding(
      Lake lake,
      Quarantine quarantine,
      Repairs repairs,
      RepairedRows repaired,
      Runs runs,
      Clock clock) {
    this.lake = lake;
    this.quarantine = quarantine;
    this.repairs = repairs;
    this.repaired = repaired;
    this.runs = runs;
    this.clock = clock;
  }

  /** Whether the run is a repair. */
  public static boolean isRepair(Run run) {
    return run.job().startsWith(Repairs.JOB);
  }

  /** Reads the rows that the repair means, applies its fixes, and commits those that are good. */
  public Landed land(Run run, DataSet dataSet, LandingProgress progress) throws IOException {
    Repair repair = repairs.of(run.id());
    Table raw = lake.raw(dataSet);
    for (int tries = 1; ; tries++) {
      Optional<LandingMark> landed =
          LandingMark.ofContent(raw.properties(), String.valueOf(run.checksum()));
      if (landed.isPresent()) {
        return Landed.already(landed.get(), raw);
      }
      try {
        return attempt(run, dataSet, repair, raw, progress);
      } catch (ValidationException lostRace) {
        if (tries == TRIES) {
          throw lostRace;
        }
        raw.refresh();
      }
    }
  }

  private Landed attempt(
      Run run, DataSet dataSet, Repair repair, Table raw, LandingProgress progress)
      throws IOException {
    long generation = generation(raw);
    RawRows rows = new RawRows(dataSet, raw.schema());
    Instant now = clock.instant();
    try (RowWriter good = RowWriter.open(raw);
        RepairPass pass =
            new RepairPass(
                dataSet,
                repair,
                (rejected, before, after, flaw, values) -> {
                  if (flaw == null) {
                    good.write(
                        rows.row(
                            values,
                            new RawRows.Origin(
                                String.valueOf(rejected.getField(Quarantine.SOURCE)),
                                after.position(),
                                null,
                                run.id().toString(),
                                ((OffsetDateTime) rejected.getField(Quarantine.RECEIVED_AT))
                                    .toInstant(),
                                now)));
                  }
                })) {
      repaired.forEach(dataSet.name(), raw, pass::loadedBefore);
      quarantine.forEachRepairable(
          dataSet,
          repair.rows(),
          row -> {
            pass.take(row);
            if (pass.counts().source() % REPORTED_EVERY == 0) {
              progress.counts(pass.counts());
              progress.requireWanted();
            }
            return true;
          });
      progress.requireWanted();
      if (good.rows() == 0) {
        return new Landed(run.id(), pass.counts(), Landed.snapshot(raw), pass.problems());
      }
      LandingMark mark = new LandingMark(run.id(), String.valueOf(run.checksum()), pass.counts());
      long snapshot =
          LandingCommit.to(lake, LakeLayout.RAW, dataSet.name())
              .expecting(
                  p ->
                      LandingMark.ofContent(p, mark.checksum()).isEmpty()
                          && generation == generation(p.get(GENERATION)))
              .setting(mark.property(), mark.value())
              .setting(GENERATION, Long.toString(generation + 1))
              .removing(LandingMark.among(raw.properties(), runs::landed))
              .append(good.complete());
      return new Landed(run.id(), pass.counts(), snapshot, pass.problems());
    }
  }

  private static long generation(Table raw) {
    return generation(raw.properties().get(GENERATION));
  }

  private static long generation(@Nullable String value) {
    return value == null ? 0 : Long.parseLong(value);
  }
}
