package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.etl.refine.OutcomeCounts;
import io.tidewatch.etl.refine.Refined;
import io.tidewatch.etl.refine.Refinement;
import io.tidewatch.etl.tables.ProcessedTables;
import io.tidewatch.etl.tables.QuarantineTables;
import io.tidewatch.etl.tables.RawTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a processed table from a snapshot of its raw table. */
@Component
class Refinery {
  private final RawTables raw;
  private final ProcessedTables processed;
  private final QuarantineTables quarantine;

  Refinery(RawTables raw, ProcessedTables processed, QuarantineTables quarantine) {
    this.raw = raw;
    this.processed = processed;
    this.quarantine = quarantine;
  }

  /**
   * Replaces the processed table and this service's quarantine rows of a data set.
   *
   * @throws IllegalStateException if a raw row is neither loaded nor accounted for otherwise
   */
  Refined refine(SparkSession spark, Refinement refinement, @Nullable Long rawSnapshot) {
    Dataset<Row> source = raw.read(spark, refinement, rawSnapshot);
    long rows = rawSnapshot == null ? 0 : source.count();
    Dataset<Row> checked = refinement.checked(source);
    OutcomeCounts outcomes = new OutcomeCounts(rows > 0);
    ProcessedTables.Written written =
        processed.replace(
            refinement.name(),
            refinement.processedSchema(),
            refinement.processed(
                outcomes.ofCopies(refinement.numbered(outcomes.ofChecks(checked)))));
    RunCounts counts = outcomes.counts(rows, written.rows());
    if (!counts.balanced()) {
      throw new IllegalStateException(
          "counts of %s do not balance: %s; nothing is published"
              .formatted(refinement.name(), counts));
    }
    if (counts.quarantined() > 0) {
      quarantine.replace(refinement.dataSet(), refinement.quarantined(checked));
    } else {
      quarantine.clear(refinement.dataSet());
    }
    return new Refined(refinement.name(), rawSnapshot, written.snapshotId(), counts);
  }
}
