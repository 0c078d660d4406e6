package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.lake.dataset.DataSet;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Checked rows that violate a check, as rows of {@code quarantine.<dataset>}: they name the run
 * that landed them, and show no personal value.
 */
final class QuarantineTransformation implements Transformation {
  private static final String MASK = "***";

  private final DataSet dataSet;
  private final List<RowCheck> checks;

  QuarantineTransformation(DataSet dataSet, List<RowCheck> checks) {
    this.dataSet = dataSet;
    this.checks = List.copyOf(checks);
  }

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    Column column = lit(null).cast("string");
    Column reason = lit("");
    Column value = lit(null).cast("string");
    for (RowCheck check : checks) {
      Column here = col(CheckRowsTransformation.CHECK).equalTo(check.id());
      column = when(here, check.column()).otherwise(column);
      reason = when(here, check.reason()).otherwise(reason);
      value = when(here, shown(check.column())).otherwise(value);
    }
    Column[] record =
        dataSet.columns().stream()
            .filter(c -> !c.pii())
            .map(c -> col(c.name()))
            .toArray(Column[]::new);
    return rows.filter(col(CheckRowsTransformation.CHECK).isNotNull())
        .select(
            col(Provenance.RUN).as("run_id"),
            col(Provenance.SOURCE).as("source"),
            lit(null).cast("string").as("file"),
            col(Provenance.POSITION).as("position"),
            column.as("column_name"),
            col(CheckRowsTransformation.CHECK).as("check_id"),
            reason.as("reason"),
            value.as("value"),
            to_json(struct(record)).as("record"),
            col(Provenance.RECEIVED_AT).as("received_at"));
  }

  private Column shown(String column) {
    boolean personal = dataSet.column(column).map(DataSet.Column::pii).orElse(false);
    Column text = col(column).cast("string");
    return personal ? when(text.isNotNull(), MASK) : text;
  }
}
