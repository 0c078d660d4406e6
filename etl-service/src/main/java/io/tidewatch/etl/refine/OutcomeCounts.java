package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tidewatch.contracts.events.RunCounts;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Counts what becomes of rows while they pass, without a pass of its own. */
public final class OutcomeCounts {
  private static final String QUARANTINED = "quarantined";
  private static final String LATE = "late";
  private static final String DUPLICATE = "duplicate";

  private final boolean anyRows;
  private final Observation checks = new Observation();
  private final Observation copies = new Observation();

  /**
   * @param anyRows whether there are rows at all; Spark reports nothing of frames without any
   */
  public OutcomeCounts(boolean anyRows) {
    this.anyRows = anyRows;
  }

  /** The same checked rows, observed. */
  public Dataset<Row> ofChecks(Dataset<Row> checked) {
    return anyRows
        ? checked.observe(
            checks,
            countOf(QUARANTINED, col(CheckRowsTransformation.CHECK).isNotNull()),
            countOf(LATE, col(CheckRowsTransformation.LATE)))
        : checked;
  }

  /** The same numbered rows, observed. */
  public Dataset<Row> ofCopies(Dataset<Row> numbered) {
    return anyRows
        ? numbered.observe(copies, countOf(DUPLICATE, col(NumberCopiesTransformation.COPY).gt(1)))
        : numbered;
  }

  /** All counts, once the rows have been written. */
  public RunCounts counts(long source, long loaded) {
    return anyRows
        ? new RunCounts(
            source,
            loaded,
            observed(checks, QUARANTINED),
            observed(copies, DUPLICATE),
            observed(checks, LATE))
        : RunCounts.NONE;
  }

  private static long observed(Observation observation, String name) {
    try {
      return ((Number) Objects.requireNonNull(observation.getAsJava().get(name), name)).longValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rows were counted", e);
    }
  }

  private static Column countOf(String name, Column condition) {
    return count(when(condition, lit(1))).as(name);
  }
}
