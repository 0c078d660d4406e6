package io.tidewatch.etl.marts;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The processed tables that marts are made of. */
public record ProcessedTables(
    Dataset<Row> customers,
    Dataset<Row> transactions,
    Dataset<Row> clickstream,
    Dataset<Row> complaints,
    Dataset<Row> reviews) {}
