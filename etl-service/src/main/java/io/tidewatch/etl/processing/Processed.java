package io.tidewatch.etl.processing;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of one data set after processing.
 *
 * @param accepted the processed rows
 * @param rejected standardised rows that cannot be used, with {@code check_id} and {@code reason}
 */
public record Processed(Dataset<Row> accepted, Dataset<Row> rejected) {}
