package io.tidewatch.etl.run;

import io.tidewatch.etl.marts.CustomerDailyTransformation;
import io.tidewatch.etl.marts.InvoicesTransformation;
import io.tidewatch.etl.marts.Mart;
import io.tidewatch.etl.marts.MartFigures;
import io.tidewatch.etl.marts.MartTables;
import io.tidewatch.etl.marts.VisitsTransformation;
import io.tidewatch.etl.quality.QualityChecks;
import io.tidewatch.etl.quality.QualityResult;
import io.tidewatch.etl.refine.Refined;
import io.tidewatch.etl.refine.Refinement;
import io.tidewatch.etl.refine.Refinements;
import io.tidewatch.etl.tables.ProcessedTables;
import io.tidewatch.etl.tables.RawTables;
import io.tidewatch.spark.SparkSessions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The work of a run: processed tables written, marts staged, quality measured. */
@Component
class EtlJob {
  private final SparkSessions sessions;
  private final Refinements refinements;
  private final Refinery refinery;
  private final RawTables raw;
  private final ProcessedTables processed;
  private final MartTables marts;
  private final Clock clock;

  EtlJob(
      SparkSessions sessions,
      Refinements refinements,
      Refinery refinery,
      RawTables raw,
      ProcessedTables processed,
      MartTables marts,
      Clock clock) {
    this.sessions = sessions;
    this.refinements = refinements;
    this.refinery = refinery;
    this.raw = raw;
    this.processed = processed;
    this.marts = marts;
    this.clock = clock;
  }

  /**
   * Does it.
   *
   * @param known tables that need not be made again if their raw table has not changed
   * @param steps is told what the run does next
   */
  EtlResult run(Run run, Map<String, Refined> known, Consumer<String> steps) {
    Map<String, Long> pinned = raw.snapshots();
    return sessions.with(
        spark -> {
          Map<String, Refined> refined = new LinkedHashMap<>();
          for (Refinement refinement : refinements.all()) {
            String name = refinement.name();
            Long snapshot = pinned.get(name);
            Refined before = known.get(name);
            if (before == null || !upToDate(before, snapshot)) {
              steps.accept("processed." + name);
              before = refinery.refine(spark, refinement, snapshot);
            }
            refined.put(name, before);
          }
          return figures(run, spark, refined, steps);
        });
  }

  /** How many steps a run has at most. */
  int steps() {
    return refinements.all().size() + 1 + MartFigures.NAMES.size() + 1;
  }

  private boolean upToDate(Refined before, @Nullable Long rawSnapshot) {
    return Objects.equals(before.rawSnapshot(), rawSnapshot)
        && processed
            .snapshot(before.dataset())
            .filter(s -> s == before.processedSnapshot())
            .isPresent();
  }

  private EtlResult figures(
      Run run, SparkSession spark, Map<String, Refined> refined, Consumer<String> steps) {
    Map<String, Dataset<Row>> rows = new LinkedHashMap<>();
    refined.forEach(
        (name, state) -> rows.put(name, processed.read(spark, name, state.processedSnapshot())));
    Dataset<Row> visits =
        new VisitsTransformation()
            .apply(of(rows, Refinements.CLICKSTREAM))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> invoices =
        new InvoicesTransformation()
            .apply(of(rows, Refinements.TRANSACTIONS))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      steps.accept("processed.customer_daily");
      ProcessedTables.Written daily =
          processed.replace(
              EtlTables.CUSTOMER_DAILY,
              EtlTables.CUSTOMER_DAILY_SCHEMA,
              new CustomerDailyTransformation().apply(visits, invoices));
      Map<String, Long> martRows = new LinkedHashMap<>();
      MartFigures figures =
          new MartFigures(
              of(rows, Refinements.CUSTOMERS),
              of(rows, Refinements.TRANSACTIONS),
              of(rows, Refinements.COMPLAINTS),
              of(rows, Refinements.REVIEWS),
              visits,
              invoices);
      for (Mart mart : figures.marts()) {
        steps.accept("marts." + mart.name());
        martRows.put(mart.name(), marts.stage(mart));
      }
      steps.accept("quality checks");
      List<QualityResult> quality = quality(run, rows, refined);
      return new EtlResult(List.copyOf(refined.values()), daily.snapshotId(), martRows, quality);
    } finally {
      visits.unpersist();
      invoices.unpersist();
    }
  }

  private List<QualityResult> quality(
      Run run, Map<String, Dataset<Row>> rows, Map<String, Refined> refined) {
    List<QualityResult> results = new ArrayList<>();
    for (Refinement refinement : refinements.all()) {
      Refined state = of(refined, refinement.name());
      results.addAll(
          QualityChecks.measure(
              run.id().toString(),
              refinement,
              of(rows, refinement.name()),
              state.counts(),
              clock.instant()));
    }
    return results;
  }

  private static <T> T of(Map<String, T> all, String dataset) {
    return Objects.requireNonNull(all.get(dataset), dataset);
  }
}
