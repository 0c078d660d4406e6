package io.tidewatch.etl;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A local Spark for small frames, shared by all tests of the JVM. */
public final class TestingSpark {
  private TestingSpark() {}

  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.serializer.extraDebugInfo", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate();
  }

  /** A frame of these rows. */
  public static Dataset<Row> frame(String ddl, Object[]... rows) {
    List<Row> all = Arrays.stream(rows).map(RowFactory::create).toList();
    return session().createDataFrame(all, StructType.fromDDL(ddl));
  }

  public static Object[] row(Object... values) {
    return values;
  }

  /** All values of all rows as texts, sorted. */
  public static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(r -> r.mkString("|")).sorted().toList();
  }
}
