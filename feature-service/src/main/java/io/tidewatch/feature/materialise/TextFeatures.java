package io.tidewatch.feature.materialise;

import static org.apache.spark.sql.functions.col;

import io.tidewatch.feature.view.FeatureViews;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** The view {@code text} of all customers, read from where the live path keeps it. */
@Component
class TextFeatures {
  private final JdbcConnectionDetails database;

  TextFeatures(JdbcConnectionDetails database) {
    this.database = database;
  }

  /** Returns the view as of a run: of the texts written until then, and of those without a date. */
  Dataset<Row> asOf(SparkSession spark, Instant run) {
    return read(spark, run, true);
  }

  /** Returns the view as it was known at each of the instants, a row for each that has texts. */
  Dataset<Row> at(SparkSession spark, List<Instant> cutOffs) {
    return cutOffs.stream()
        .map(instant -> read(spark, instant, false))
        .reduce(Dataset::unionByName)
        .orElseThrow(() -> new IllegalArgumentException("no instants"));
  }

  private Dataset<Row> read(SparkSession spark, Instant instant, boolean undated) {
    Column[] columns =
        Stream.concat(Stream.of("customer_id", "as_of"), FeatureViews.TEXT.numeric().stream())
            .map(name -> col(name))
            .toArray(Column[]::new);
    return spark
        .read()
        .format("jdbc")
        .option("driver", "org.postgresql.Driver")
        .option("url", database.getJdbcUrl())
        .option("user", text(database.getUsername()))
        .option("password", text(database.getPassword()))
        .option(
            "query",
            "select * from text_features_at(timestamptz '%s', %s)".formatted(instant, undated))
        .load()
        .select(columns);
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }
}
