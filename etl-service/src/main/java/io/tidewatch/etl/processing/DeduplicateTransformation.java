package io.tidewatch.etl.processing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Keeps one row a key: the first that came in, or the latest. */
final class DeduplicateTransformation {
  private static final String RANK = "_rank";

  /** Which of several rows with one key stays. */
  enum Keep {
    FIRST,
    LATEST
  }

  private final List<String> key;
  private final Keep keep;

  DeduplicateTransformation(List<String> key, Keep keep) {
    this.key = key;
    this.keep = keep;
  }

  Dataset<Row> apply(Dataset<Row> rows) {
    Column[] order =
        switch (keep) {
          case FIRST -> RowOrder.firstFirst();
          case LATEST -> RowOrder.latestFirst();
        };
    var oneKey =
        Window.partitionBy(key.stream().map(c -> col(c)).toArray(Column[]::new)).orderBy(order);
    return rows.withColumn(RANK, row_number().over(oneKey)).where(col(RANK).equalTo(1)).drop(RANK);
  }
}
