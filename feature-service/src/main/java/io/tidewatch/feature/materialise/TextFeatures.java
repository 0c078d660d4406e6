package io.tidewatch.feature.materialise;

import static org.apache.spark.sql.functions.col;

import io.tidewatch.feature.view.FeatureViews;
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

  Dataset<Row> read(SparkSession spark) {
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
        .option("query", "select * from text_features")
        .load()
        .select(columns);
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }
}
