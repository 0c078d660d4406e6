package io.tidewatch.etl.marts;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** Amounts are summed as decimals: exact, and the same in whatever order rows come. */
final class Money {
  static final DecimalType SUM = DataTypes.createDecimalType(38, 4);

  private Money() {}
}
