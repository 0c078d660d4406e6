package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import io.tidewatch.contracts.lake.Provenance;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Numbers the rows of each key from 1: the row that stays is 1, the others are its duplicates.
 * Which one stays depends on the rows alone, never on the order in which Spark meets them.
 */
final class NumberCopiesTransformation implements Transformation {
  static final String COPY = "_copy";
  private static final String KEY_HASH = "_key_hash";
  private static final List<String> LANDING_ORDER =
      List.of(Provenance.LANDED_AT, Provenance.SOURCE, Provenance.PARTITION, Provenance.POSITION);

  private final List<String> key;
  private final boolean latestStays;

  /**
   * @param latestStays whether the row that landed last stays, else the one that landed first
   */
  NumberCopiesTransformation(List<String> key, boolean latestStays) {
    this.key = List.copyOf(key);
    this.latestStays = latestStays;
  }

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    Column[] named = key.stream().map(k -> col(k)).toArray(Column[]::new);
    // rows are sorted by the key's hash first: a comparison of numbers instead of texts
    Column[] partition =
        Stream.concat(Stream.of(col(KEY_HASH)), Stream.of(named)).toArray(Column[]::new);
    Stream<Column> order = LANDING_ORDER.stream().map(o -> col(o));
    Column[] ordered =
        (latestStays ? order.map(Column::desc) : order.map(Column::asc)).toArray(Column[]::new);
    return rows.withColumn(KEY_HASH, xxhash64(named))
        .withColumn(COPY, row_number().over(Window.partitionBy(partition).orderBy(ordered)))
        .drop(KEY_HASH);
  }
}
