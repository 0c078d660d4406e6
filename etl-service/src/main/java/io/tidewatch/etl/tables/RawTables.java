package io.tidewatch.etl.tables;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.etl.refine.Refinement;
import io.tidewatch.etl.refine.Refinements;
import io.tidewatch.lake.Lake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The raw tables, each read at one snapshot for the whole of a run. */
@Component
public class RawTables {
  private final Lake lake;
  private final Refinements refinements;

  RawTables(Lake lake, Refinements refinements) {
    this.lake = lake;
    this.refinements = refinements;
  }

  /** The newest snapshot of each raw table that has one, by data set. */
  public Map<String, Long> snapshots() {
    Map<String, Long> all = new TreeMap<>();
    for (Refinement refinement : refinements.all()) {
      Optional<Snapshot> current =
          lake.table(LakeLayout.RAW, refinement.name()).map(Table::currentSnapshot);
      current.ifPresent(s -> all.put(refinement.name(), s.snapshotId()));
    }
    return all;
  }

  /** The rows of a snapshot; none if nothing of the data set has landed yet. */
  public Dataset<Row> read(SparkSession spark, Refinement refinement, @Nullable Long snapshot) {
    if (snapshot == null) {
      return spark.createDataFrame(List.<Row>of(), refinement.rawSchema());
    }
    return LakeRows.at(spark, LakeLayout.RAW, refinement.name(), snapshot);
  }
}
