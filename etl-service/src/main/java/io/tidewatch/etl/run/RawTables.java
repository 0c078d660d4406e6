package io.tidewatch.etl.run;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.etl.processing.DataSetTransformation;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.springframework.stereotype.Component;

/** The newest state of the raw tables. */
@Component
class RawTables {
  private final Lake lake;
  private final DataSets dataSets;

  RawTables(Lake lake, DataSets dataSets) {
    this.lake = lake;
    this.dataSets = dataSets;
  }

  /** Current snapshot id by data set; a table without rows is left out. */
  Map<String, Long> snapshots() {
    Map<String, Long> all = new TreeMap<>();
    for (DataSetTransformation one : DataSetTransformation.values()) {
      lake.table(LakeLayout.RAW, one.dataset())
          .ifPresent(
              table -> {
                Snapshot current = table.currentSnapshot();
                if (current != null) {
                  all.put(one.dataset(), current.snapshotId());
                }
              });
    }
    return all;
  }

  /** Makes the tables that do not exist yet, so that a run finds all of them. */
  void ensure() {
    for (DataSetTransformation one : DataSetTransformation.values()) {
      DataSet dataSet =
          dataSets
              .find(one.dataset())
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "data set "
                              + one.dataset()
                              + " has no description; add datasets/*.yaml"));
      lake.raw(dataSet);
      lake.quarantine(dataSet);
    }
  }
}
