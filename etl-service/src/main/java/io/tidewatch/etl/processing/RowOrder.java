package io.tidewatch.etl.processing;

import static org.apache.spark.sql.functions.col;

import io.tidewatch.contracts.lake.Provenance;
import java.util.List;
import org.apache.spark.sql.Column;

/** The order in which rows came in: total and stable, so that a rerun keeps the same rows. */
final class RowOrder {
  private static final List<String> BY =
      List.of(
          Provenance.LANDED_AT,
          Provenance.RECEIVED_AT,
          Provenance.SOURCE,
          Provenance.PARTITION,
          Provenance.POSITION);

  private RowOrder() {}

  static Column[] firstFirst() {
    return BY.stream().map(c -> col(c).asc_nulls_first()).toArray(Column[]::new);
  }

  static Column[] latestFirst() {
    return BY.stream().map(c -> col(c).desc_nulls_last()).toArray(Column[]::new);
  }
}
