package io.tidewatch.feature.materialise;

import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.lake.Lake;
import io.tidewatch.spark.SparkSessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
   * @param cutOffs instants of the click view; if empty, those of the regular materialisation
   */
  public Written write(
      Map<String, Long> snapshots, String view, List<Instant> cutOffs, String table) {
    return spark.with(
        session -> {
          ProcessedTables tables = new ProcessedTables(session, snapshots);
          AsOf asOf = AsOf.of(tables);
          boolean clicks = view.equals(FeatureViews.CLICKSTREAM.name());
          Dataset<Row> rows =
              clicks
                  ? Views.clicks(tables, asOf, cutOffs.isEmpty() ? Views.cutOffs(asOf) : cutOffs)
                  : Views.customers(tables, texts.read(session), asOf);
          long snapshot = curated.replace(table, rows);
          return new Written(
              clicks ? asOf.clicks() : asOf.run(),
              snapshot,
              curated.read(session, table, snapshot).count());
        });
  }
}
