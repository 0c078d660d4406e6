package io.tidewatch.etl.refine;

import org.apache.spark.sql.Column;

/**
 * Something that makes a row useless.
 *
 * @param id starts with {@code etl.}
 * @param column the column at fault
 * @param violated true for rows that go to quarantine; unknown counts as false
 * @param reason for people
 */
record RowCheck(String id, String column, Column violated, String reason) {
  static final String ID_PREFIX = "etl.";

  RowCheck {
    if (!id.startsWith(ID_PREFIX)) {
      throw new IllegalArgumentException("check id '%s' does not start with etl.".formatted(id));
    }
  }
}
