package io.tidewatch.etl.tables;

import static org.apache.spark.sql.functions.col;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.springframework.stereotype.Component;

/**
 * This service's share of the quarantine tables: the rows whose check id starts with {@code etl.}.
 * Each run replaces them, so that a row is there once however often its raw row is read.
 */
@Component
public class QuarantineTables {
  private static final String CHECK = "check_id";

  /** All ids that start with "etl." and no other are in this range: "/" comes after ".". */
  private static final String FROM = "etl.";

  private static final String BELOW = "etl/";

  private final Lake lake;

  QuarantineTables(Lake lake) {
    this.lake = lake;
  }

  /** Makes these the only rows of this service in {@code quarantine.<dataset>}. */
  public void replace(DataSet dataSet, Dataset<Row> rows) {
    lake.quarantine(dataSet);
    try {
      rows.writeTo(LakeRows.name(LakeLayout.QUARANTINE, dataSet.name()))
          .overwrite(col(CHECK).geq(FROM).and(col(CHECK).lt(BELOW)));
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(
          "table quarantine.%s was dropped meanwhile".formatted(dataSet.name()), e);
    }
  }

  /** Removes this service's rows, if there are any. */
  public void clear(DataSet dataSet) {
    lake.table(LakeLayout.QUARANTINE, dataSet.name())
        .filter(table -> table.currentSnapshot() != null)
        .ifPresent(QuarantineTables::deleteOwn);
  }

  private static void deleteOwn(Table table) {
    var own =
        Expressions.and(
            Expressions.greaterThanOrEqual(CHECK, FROM), Expressions.lessThan(CHECK, BELOW));
    try (var files = table.newScan().filter(own).planFiles()) {
      if (files.iterator().hasNext()) {
        table.newDelete().deleteFromRowFilter(own).commit();
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(
          "files of %s cannot be listed".formatted(table.name()), e);
    }
  }
}
