package io.tidewatch.etl.tables;

import io.tidewatch.contracts.lake.LakeLayout;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads lake tables at a snapshot. */
final class LakeRows {
  private LakeRows() {}

  static Dataset<Row> at(SparkSession spark, String namespace, String table, long snapshot) {
    return spark.read().option("versionAsOf", snapshot).table(name(namespace, table));
  }

  static String name(String namespace, String table) {
    return LakeLayout.CATALOG + "." + namespace + "." + table;
  }
}
