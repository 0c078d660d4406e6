package io.tidewatch.etl.quality;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.etl.refine.Refinement;
import io.tidewatch.etl.refine.Refinements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Measures a processed table: what is missing, doubled, out of range or stale in it. */
public final class QualityChecks {
  private static final int MOST_DAYS_SINCE_RECEIPT = 30;

  private QualityChecks() {}

  /**
   * The results for one data set; those that need rows are left out if there are none.
   *
   * @param counts what became of its raw rows
   */
  public static List<QualityResult> measure(
      String runId, Refinement refinement, Dataset<Row> processed, RunCounts counts, Instant now) {
    List<QualityResult> results = new ArrayList<>();
    String name = refinement.name();
    results.add(
        new QualityResult(
            runId,
            name,
            "counts-balance",
            counts.balanced(),
            (double)
                (counts.source()
                    - counts.loaded()
                    - counts.quarantined()
                    - counts.duplicate()
                    - counts.late()),
            "source = loaded + quarantined + duplicate + late",
            now));
    if (counts.source() > 0) {
      double share = counts.quarantined() / (double) counts.source();
      results.add(
          new QualityResult(
              runId,
              name,
              "quarantined-share",
              share <= 0.05,
              share,
              "at most 5 % of raw rows",
              now));
    }
    if (counts.loaded() > 0) {
      results.addAll(measure(runId, name, checks(refinement, now), processed, now));
    }
    return results;
  }

  private static List<QualityResult> measure(
      String runId, String name, List<QualityCheck> checks, Dataset<Row> rows, Instant now) {
    Column[] measures =
        checks.stream().map(c -> c.measure().cast("double").as(c.id())).toArray(Column[]::new);
    Row observed =
        rows.agg(measures[0], Stream.of(measures).skip(1).toArray(Column[]::new)).first();
    List<QualityResult> results = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      QualityCheck check = checks.get(i);
      Double value = observed.isNullAt(i) ? null : Double.valueOf(observed.getDouble(i));
      results.add(
          new QualityResult(
              runId,
              name,
              check.id(),
              value == null || check.passes(value),
              value,
              check.expectation(),
              now));
    }
    return results;
  }

  private static List<QualityCheck> checks(Refinement refinement, Instant now) {
    List<QualityCheck> checks = new ArrayList<>();
    Column[] key =
        refinement.key().stream()
            .map(k -> coalesce(col(k).cast("string"), lit("\0")))
            .toArray(Column[]::new);
    checks.add(
        QualityCheck.atMost(
            "key-unique",
            count(lit(1)).minus(count_distinct(xxhash64(key))),
            0,
            "no two rows with one key"));
    checks.add(
        QualityCheck.atMost(
            "days-since-receipt",
            expr("unix_micros(timestamp'%s')".formatted(now))
                .minus(expr("unix_micros(max(%s))".formatted(Provenance.RECEIVED_AT)))
                .divide(86_400_000_000L),
            MOST_DAYS_SINCE_RECEIPT,
            "newest row received at most 30 days ago"));
    checks.addAll(own(refinement.name()));
    return checks;
  }

  private static List<QualityCheck> own(String dataset) {
    return switch (dataset) {
      case Refinements.CUSTOMERS ->
          List.of(
              nulls("contract", 0.1),
              nulls("monthly_charges", 0.1),
              range("tenure_months", 0, 1200),
              range("monthly_charges", 0, 1_000_000));
      case Refinements.TRANSACTIONS ->
          List.of(
              nulls("customer_id", 0.4),
              nulls("description", 0.05),
              share("returned", col("returned"), 0.3),
              range("unit_price", -1_000_000, 1_000_000));
      case Refinements.CLICKSTREAM ->
          List.of(
              nulls("product_id", 0.9),
              share(
                  "event-type-unknown",
                  not(
                      col("event_type")
                          .isin(
                              "page_view",
                              "view",
                              "search",
                              "cart",
                              "remove_from_cart",
                              "checkout",
                              "purchase")),
                  0),
              range("price", 0, 10_000_000));
      case Refinements.COMPLAINTS -> List.of(nulls("channel", 0.2), nulls("status", 0.2));
      case Refinements.REVIEWS ->
          List.of(nulls("lang", 0.2), nulls("written_at", 0.5), range("stars", 1, 5));
      default -> List.of();
    };
  }

  private static QualityCheck nulls(String column, double most) {
    return share(column + "-missing", col(column).isNull(), most);
  }

  private static QualityCheck share(String id, Column condition, double most) {
    return QualityCheck.atMost(
        id + "-share",
        avg(when(condition, 1.0).otherwise(0.0)),
        most,
        "at most %.0f %% of rows".formatted(most * 100));
  }

  private static QualityCheck range(String column, double least, double most) {
    return QualityCheck.atMost(
        column + "-range",
        max(when(col(column).lt(least).or(col(column).gt(most)), 1.0).otherwise(0.0)),
        0,
        "every value in %,.0f to %,.0f".formatted(least, most));
  }
}
