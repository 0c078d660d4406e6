package io.tidewatch.etl.run;

import static org.apache.spark.sql.functions.col;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.events.ProcessedReady;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.etl.marts.Mart;
import io.tidewatch.etl.marts.Marts;
import io.tidewatch.etl.marts.ProcessedTables;
import io.tidewatch.etl.processing.CustomerDailyTransformation;
import io.tidewatch.etl.processing.DataSetTransformation;
import io.tidewatch.etl.processing.Processed;
import io.tidewatch.etl.quality.CheckResult;
import io.tidewatch.etl.quality.QualityChecks;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.platform.runs.PipelineRuns;
import io.tidewatch.spark.SparkSessions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.springframework.stereotype.Component;

/**
 * Brings processed tables and marts up to date with given raw snapshots.
 *
 * <p>Running it again with the same snapshots writes the same rows: every step replaces what it
 * wrote before, and nothing in it reads the clock for data.
 */
@Component
class EtlRun {
  static final String JOB = "etl";

  private final SparkSessions sparks;
  private final RawTables raw;
  private final ProcessedLake lake;
  private final Marts marts;
  private final PipelineRuns reports;
  private final EventPublisher events;
  private final Clock clock;
  private final Timer duration;

  EtlRun(
      SparkSessions sparks,
      RawTables raw,
      ProcessedLake lake,
      Marts marts,
      PipelineRuns reports,
      EventPublisher events,
      Clock clock,
      MeterRegistry meters) {
    this.sparks = sparks;
    this.raw = raw;
    this.lake = lake;
    this.marts = marts;
    this.reports = reports;
    this.events = events;
    this.clock = clock;
    this.duration = meters.timer("tidewatch.etl.run");
  }

  /** Runs to the end and returns the counts by data set. */
  Map<String, RunCounts> run(String runId, Map<String, Long> snapshots) {
    Instant began = clock.instant();
    reports.started(runId, JOB, inputs(), outputs());
    raw.ensure();
    Map<String, RunCounts> counts = sparks.with(spark -> process(spark, runId, snapshots));
    RunCounts total = counts.values().stream().reduce(RunCounts.NONE, RunCounts::plus);
    events.publishAndWait(new ProcessedReady(runId, lake.snapshots(), total, clock.instant()));
    reports.completed(runId, JOB, inputs(), outputs(), total);
    duration.record(java.time.Duration.between(began, clock.instant()));
    return counts;
  }

  private Map<String, RunCounts> process(
      SparkSession spark, String runId, Map<String, Long> snapshots) {
    Map<String, RunCounts> counts = new LinkedHashMap<>();
    List<CheckResult> checks = new ArrayList<>();
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
    int step = 0;
    int steps = DataSetTransformation.values().length + 2;
    for (DataSetTransformation one : DataSetTransformation.values()) {
      String name = one.dataset();
      reports.progressed(runId, JOB, "process " + name, (double) step++ / steps);
      Dataset<Row> rows = lake.raw(spark, name, snapshots.get(name));
      Processed processed = one.apply(rows);
      lake.replace(name, processed.accepted().sortWithinPartitions(columns(one.key())));
      Dataset<Row> stored = lake.processed(spark, name);
      long rejected = processed.rejected().count();
      lake.quarantine(spark, name, processed.rejected());
      long source = rows.count();
      long loaded = stored.count();
      RunCounts of = new RunCounts(source, loaded, rejected, source - loaded - rejected, 0);
      counts.put(name, of);
      checks.addAll(QualityChecks.of(name, stored, of));
      tables.put(name, stored);
    }
    reports.progressed(runId, JOB, "join customers' days", (double) step++ / steps);
    lake.replace(
        "customer_daily",
        new CustomerDailyTransformation()
            .apply(table(tables, "clickstream"), table(tables, "transactions"))
            .sortWithinPartitions("customer_id", "day"));
    reports.progressed(runId, JOB, "fill marts", (double) step / steps);
    Map<Mart, List<Row>> rows =
        Marts.compute(
            new ProcessedTables(
                table(tables, "customers"),
                table(tables, "transactions"),
                table(tables, "clickstream"),
                table(tables, "complaints"),
                table(tables, "reviews")));
    marts.replace(runId, rows, checks, clock.instant());
    return counts;
  }

  private static Dataset<Row> table(Map<String, Dataset<Row>> tables, String name) {
    Dataset<Row> table = tables.get(name);
    if (table == null) {
      throw new IllegalStateException("table " + name + " was not processed");
    }
    return table;
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(n -> col(n)).toArray(Column[]::new);
  }

  private static List<Data> inputs() {
    return Arrays.stream(DataSetTransformation.values())
        .map(d -> new Data("lake", "raw." + d.dataset()))
        .toList();
  }

  private static List<Data> outputs() {
    List<Data> all = new ArrayList<>();
    for (DataSetTransformation d : DataSetTransformation.values()) {
      all.add(new Data("lake", "processed." + d.dataset()));
    }
    all.add(new Data("lake", "processed.customer_daily"));
    for (Mart mart : Mart.values()) {
      all.add(new Data("postgresql", "marts." + mart.table()));
    }
    return all;
  }
}
