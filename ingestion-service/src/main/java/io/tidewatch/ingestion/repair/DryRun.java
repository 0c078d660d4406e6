package io.tidewatch.ingestion.repair;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.ingestion.quarantine.Quarantine;
import io.tidewatch.ingestion.quarantine.RepairedRows;
import io.tidewatch.ingestion.reading.KeptRecords;
import io.tidewatch.ingestion.reading.KeptRecords.Kept;
import io.tidewatch.ingestion.reading.SourceRecord;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries a repair without writing anything. */
@Component
class DryRun {
  private static final int SAMPLES = 20;
  private static final long MOST_ROWS = 200_000;
  private static final String MASK = "***";

  private final Lake lake;
  private final Quarantine quarantine;
  private final RepairedRows repaired;

  DryRun(Lake lake, Quarantine quarantine, RepairedRows repaired) {
    this.lake = lake;
    this.quarantine = quarantine;
    this.repaired = repaired;
  }

  /** What the repair would do to the rows that are rejected now. */
  RepairForecast of(DataSet dataSet, Repair repair) throws IOException {
    KeptRecords records = new KeptRecords(dataSet);
    List<RepairForecast.Sample> samples = new ArrayList<>();
    boolean[] complete = {true};
    try (RepairPass pass =
        new RepairPass(
            dataSet,
            repair,
            (rejected, before, after, flaw, values) -> {
              if (samples.size() < SAMPLES) {
                samples.add(
                    sample(
                        dataSet,
                        records,
                        rejected,
                        before,
                        after,
                        flaw == null ? null : flaw.reason()));
              }
            })) {
      Optional<Table> raw = lake.table(LakeLayout.RAW, dataSet.name());
      if (raw.isPresent()) {
        repaired.forEach(dataSet.name(), raw.get(), pass::loadedBefore);
      }
      long unloadedFiles =
          quarantine.forEachRepairable(
              dataSet,
              repair.rows(),
              row -> {
                if (pass.counts().source() == MOST_ROWS) {
                  complete[0] = false;
                  return false;
                }
                pass.take(row);
                return true;
              });
      return new RepairForecast(
          pass.counts(),
          pass.done(),
          unloadedFiles,
          complete[0],
          pass.problems(),
          List.copyOf(samples));
    }
  }

  private static RepairForecast.Sample sample(
      DataSet dataSet,
      KeptRecords records,
      Record rejected,
      Kept before,
      SourceRecord after,
      @Nullable String reason) {
    Map<String, @Nullable String> was = new LinkedHashMap<>();
    before
        .fields()
        .forEach((header, value) -> was.put(header, records.personal(header) ? MASK : value));
    Map<String, @Nullable String> is = new LinkedHashMap<>();
    for (int i = 0; i < after.cells().length; i++) {
      DataSet.Column column = dataSet.columns().get(i);
      String value = after.cells()[i];
      if (value != null) {
        is.put(column.name(), column.pii() ? MASK : value);
      }
    }
    return new RepairForecast.Sample(
        (String) rejected.getField("file"), after.position(), was, is, reason);
  }
}
