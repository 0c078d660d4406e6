package io.tidewatch.ingestion.quarantine;

import java.util.UUID;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected rows of a data set are meant; null takes all.
 *
 * @param check the check that failed
 * @param column the column at fault
 */
public record RowFilter(@Nullable UUID run, @Nullable String check, @Nullable String column) {
  Expression expression() {
    Expression wanted = Expressions.alwaysTrue();
    if (run != null) {
      wanted = Expressions.and(wanted, Expressions.equal("run_id", run.toString()));
    }
    if (check != null) {
      wanted = Expressions.and(wanted, Expressions.equal("check_id", check));
    }
    if (column != null) {
      wanted = Expressions.and(wanted, Expressions.equal("column_name", column));
    }
    return wanted;
  }
}
