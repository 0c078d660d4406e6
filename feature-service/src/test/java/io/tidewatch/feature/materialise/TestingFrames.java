package io.tidewatch.feature.materialise;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Small frames on one Spark session a test JVM. */
final class TestingFrames {
  static final SparkSession SPARK =
      SparkSession.builder()
          .master("local[2]")
          .config("spark.ui.enabled", "false")
          .config("spark.serializer.extraDebugInfo", "false")
          .config("spark.sql.session.timeZone", "UTC")
          .config("spark.sql.shuffle.partitions", "2")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .getOrCreate();

  private TestingFrames() {}

  static Dataset<Row> frame(String columns, Row... rows) {
    return SPARK.createDataFrame(List.of(rows), StructType.fromDDL(columns));
  }

  static Row row(Object... values) {
    return RowFactory.create(
        Arrays.stream(values)
            .map(
                v ->
                    v instanceof Instant i
                        ? Timestamp.from(i)
                        : v instanceof LocalDate d ? Date.valueOf(d) : v)
            .toArray());
  }
}
