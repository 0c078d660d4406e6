package io.tidewatch.etl.marts;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A published table and the rows that it is to have.
 *
 * @param name the table in schema {@code marts}
 * @param rows all its columns, in any order
 */
public record Mart(String name, Dataset<Row> rows) {}
