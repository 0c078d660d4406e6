package io.tidewatch.feature.materialise;

import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.lake.Lake;
import io.tidewatch.spark.SparkSessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.springframework.stereotype.Component;

/** Computes views for others than the regular materialisation. */
@Component
public class OfflineViews {
  private final Lake lake;
  private final SparkSessions spark;
  private final CuratedTables curated;
  private final TextFeatures texts;

  OfflineViews(Lake lake, SparkSessions spark, CuratedTables curated, TextFeatures texts) {
    this.lake = lake;
    this.spark = spark;
    this.curated = curated;
    this.texts = texts;
  }

  /**
   * A table that was written.
   *
   * @param asOf the instant up to which data was used
   */
  public record Written(Instant asOf, long snapshot, long rows) {}

  /** The newest snapshot id of each processed table. */
  public Map<String, Long> inputs() {
    return ProcessedTables.newest(lake);
  }

  /**
   * Computes a view from these snapshots into a table of its own.
   *
   * @param cutOffs instants of the click and text views; if empty, those of the regular
   *     materialisation
   */
  public Written write(
      Map<String, Long> snapshots, String view, List<Instant> cutOffs, String table) {
    return spark.with(
        session -> {
          ProcessedTables tables = new ProcessedTables(session, snapshots);
          AsOf asOf = AsOf.of(tables);
          boolean customers = view.equals(FeatureViews.CUSTOMER.name());
          long snapshot = curated.replace(table, rows(session, tables, asOf, view, cutOffs));
          return new Written(
              customers ? asOf.run() : asOf.clicks(),
              snapshot,
              curated.read(session, table, snapshot).count());
        });
  }

  private Dataset<Row> rows(
      SparkSession session, ProcessedTables tables, AsOf asOf, String view, List<Instant> cutOffs) {
    if (view.equals(FeatureViews.CUSTOMER.name())) {
      return Views.customers(tables, texts.asOf(session, asOf.run()), asOf);
    }
    List<Instant> instants = cutOffs.isEmpty() ? Views.cutOffs(asOf) : cutOffs;
    return view.equals(FeatureViews.CLICKSTREAM.name())
        ? Views.clicks(tables, asOf, instants)
        : texts.at(session, instants);
  }
}
