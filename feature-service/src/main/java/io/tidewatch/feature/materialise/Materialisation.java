package io.tidewatch.feature.materialise;

import io.tidewatch.feature.run.Runs;
import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.lake.Lake;
import io.tidewatch.spark.SparkSessions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings all views up to date with the newest processed snapshots: curated tables, then the online
 * store, then {@code lake.curated-ready.v1}.
 */
@Component
class Materialisation {
  static final String JOB = "features";
  private static final Logger log = LoggerFactory.getLogger(Materialisation.class);

  private final SparkSessions spark;
  private final Lake lake;
  private final CuratedTables curated;
  private final TextFeatures texts;
  private final OnlineLoad online;
  private final RunReports reports;
  private final Runs runs;

  Materialisation(
      SparkSessions spark,
      Lake lake,
      CuratedTables curated,
      TextFeatures texts,
      OnlineLoad online,
      RunReports reports,
      Runs runs) {
    this.spark = spark;
    this.lake = lake;
    this.curated = curated;
    this.texts = texts;
    this.online = online;
    this.reports = reports;
    this.runs = runs;
  }

  /** Runs once; fails without a trace in the online store of views that were not computed. */
  void run() {
    Optional<UUID> asked = runs.waiting(JOB); // before the data is read: it is to have all of it
    Map<String, Long> inputs = ProcessedTables.newest(lake);
    if (inputs.isEmpty()) {
      log.info("there are no processed tables yet, nothing to materialise");
      asked.ifPresent(id -> runs.failed(id, "there are no processed tables yet"));
      return;
    }
    reports.around(
        asked.orElseGet(UUID::randomUUID),
        inputs,
        progress -> spark.with(session -> materialise(session, inputs, progress)));
  }

  private Materialised materialise(
      SparkSession session, Map<String, Long> inputs, RunReports.Progress progress) {
    ProcessedTables tables = new ProcessedTables(session, inputs);
    AsOf asOf = AsOf.of(tables);
    Map<String, Long> snapshots = new LinkedHashMap<>();
    Map<String, Long> rows = new LinkedHashMap<>();

    progress.at("texts", 0.05);
    String text = FeatureViews.TEXT.table();
    snapshots.put(text, curated.replace(text, texts.asOf(session, asOf.run())));
    Dataset<Row> textRows = curated.read(session, text, snapshots.get(text));
    rows.put(text, textRows.count());

    progress.at("clickstream", 0.1);
    String click = FeatureViews.CLICKSTREAM.table();
    snapshots.put(click, curated.replace(click, Views.clicks(tables, asOf, Views.cutOffs(asOf))));
    Dataset<Row> clickRows = curated.read(session, click, snapshots.get(click));
    rows.put(click, clickRows.count());

    progress.at("customers", 0.6);
    String customer = FeatureViews.CUSTOMER.table();
    snapshots.put(customer, curated.replace(customer, Views.customers(tables, textRows, asOf)));
    Dataset<Row> customerRows = curated.read(session, customer, snapshots.get(customer));

    progress.at("online store", 0.8);
    online.clicks(Views.newest(clickRows, asOf.clicks()));
    rows.put(customer, online.customers(customerRows));
    return new Materialised(asOf.run(), snapshots, rows);
  }

  /** What a run has made. */
  record Materialised(Instant asOf, Map<String, Long> snapshots, Map<String, Long> rows) {}
}
