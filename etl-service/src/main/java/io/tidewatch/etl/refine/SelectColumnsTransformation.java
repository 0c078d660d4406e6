package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Exactly the wanted columns in their order and type; one that the rows lack is null. */
final class SelectColumnsTransformation implements Transformation {
  private final StructType wanted;

  SelectColumnsTransformation(StructType wanted) {
    this.wanted = wanted;
  }

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    Set<String> there = Set.of(rows.columns());
    return rows.select(
        Stream.of(wanted.fields())
            .map(
                f ->
                    (there.contains(f.name()) ? col(f.name()) : lit(null))
                        .cast(f.dataType())
                        .as(f.name()))
            .toArray(Column[]::new));
  }

  /** The wanted columns. */
  Stream<StructField> fields() {
    return Stream.of(wanted.fields());
  }
}
