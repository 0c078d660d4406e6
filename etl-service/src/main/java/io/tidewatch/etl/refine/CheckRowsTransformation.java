package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds to each row the first check that it violates (null: none) and whether it is late. */
final class CheckRowsTransformation implements Transformation {
  static final String CHECK = "_check";
  static final String LATE = "_late";

  private final List<RowCheck> checks;
  private final Column late;

  CheckRowsTransformation(List<RowCheck> checks, Column late) {
    this.checks = List.copyOf(checks);
    this.late = late;
  }

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    Column first = lit(null).cast("string");
    for (RowCheck check : checks.reversed()) {
      first = when(check.violated(), check.id()).otherwise(first);
    }
    return rows.withColumn(CHECK, first)
        .withColumn(LATE, col(CHECK).isNull().and(coalesce(late, lit(false))));
  }
}
