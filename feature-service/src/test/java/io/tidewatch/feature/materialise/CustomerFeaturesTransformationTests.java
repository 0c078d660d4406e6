package io.tidewatch.feature.materialise;

import static io.tidewatch.feature.materialise.TestingFrames.frame;
import static io.tidewatch.feature.materialise.TestingFrames.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.feature.view.FeatureViews;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CustomerFeaturesTransformationTests {
  private static final Instant AS_OF = Instant.parse("2026-03-31T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-03-31");
  private static Map<String, Row> features = Map.of();

  @BeforeAll
  static void compute() {
    Dataset<Row> customers =
        frame(
            "customer_id string, senior_citizen boolean, contract string, tenure_months int,"
                + " monthly_charges double, total_charges double, churned boolean,"
                + " _source string",
            row("ann", true, "Two year", 10, 20.5, 205.0, false, "shop.csv"),
            row("bob", false, null, null, null, null, null, "shop.csv"),
            row("tel", false, "Month-to-month", 2, 70.0, 140.0, true, "telco.csv"));
    for (String name : FeatureViews.CUSTOMER.categorical()) {
      if (!java.util.List.of(customers.columns()).contains(name)) {
        customers =
            customers.withColumn(name, org.apache.spark.sql.functions.lit(null).cast("string"));
      }
    }
    Dataset<Row> daily =
        frame(
            "customer_id string, day date, clicks bigint, sessions bigint, orders bigint,"
                + " revenue double, returns bigint",
            row("ann", TODAY.minusDays(200), 0L, 0L, 2L, 50.0, 1L),
            row("ann", TODAY.minusDays(59), 4L, 1L, 0L, 0.0, 0L),
            row("ann", TODAY.minusDays(10), 9L, 2L, 1L, 30.0, 0L),
            row("ann", TODAY.minusDays(5), 3L, 1L, 1L, 12.5, 1L),
            row("ann", TODAY.plusDays(30), 3L, 1L, 7L, 99.0, 0L),
            row("gone", TODAY, 3L, 1L, 7L, 99.0, 0L));
    Dataset<Row> complaints =
        frame(
            "customer_id string, complaint_date date",
            row("ann", TODAY.minusDays(100)),
            row("ann", TODAY.minusDays(3)));
    Dataset<Row> reviews =
        frame(
            "customer_id string, stars double, written_at timestamp",
            row("ann", 2.0, AS_OF.minusSeconds(9)),
            row("ann", 5.0, null),
            row("ann", 1.0, AS_OF.plusSeconds(9)));
    Dataset<Row> texts = frame("customer_id string, share_negative double", row("ann", 0.25));
    features =
        new CustomerFeaturesTransformation()
            .apply(customers, daily, complaints, reviews, texts, AS_OF).collectAsList().stream()
                .collect(Collectors.toMap(r -> r.getAs("customer_id"), r -> r));
  }

  @Test
  void computesEveryFeatureAsByHand() {
    Row ann = features.get("ann");
    assertThat(ann.<String>getAs("senior_citizen")).isEqualTo("true");
    assertThat(ann.<String>getAs("contract")).isEqualTo("Two year");
    assertThat(ann.<Boolean>getAs("churned")).isFalse();
    expect(ann, "tenure_months", 10);
    expect(ann, "monthly_charges", 20.5);
    expect(ann, "total_charges", 205);
    expect(ann, "orders_90d", 2);
    expect(ann, "revenue_90d", 42.5);
    expect(ann, "returns_90d", 1);
    expect(ann, "return_rate", 2 / 4.0);
    expect(ann, "days_since_last_order", 5);
    expect(ann, "order_frequency", 4 * 30.0 / 201);
    expect(ann, "complaints_90d", 1);
    expect(ann, "complaints_total", 2);
    expect(ann, "days_since_last_complaint", 3);
    expect(ann, "reviews_total", 2);
    expect(ann, "average_stars", 3.5);
    expect(ann, "share_negative", 0.25);
    expect(ann, "sessions_30d", 3);
    expect(ann, "sessions_prev_30d", 1);
    expect(ann, "activity_trend", (3 - 1) / 4.0);
    expect(ann, "days_since_last_click", 5);
  }

  @Test
  void countsZeroForCustomersWhoseFileHasSuchData() {
    Row bob = features.get("bob");
    expect(bob, "orders_90d", 0);
    expect(bob, "complaints_total", 0);
    expect(bob, "reviews_total", 0);
    expect(bob, "sessions_30d", 0);
    assertThat(bob.<Double>getAs("return_rate")).isNull();
    assertThat(bob.<Double>getAs("days_since_last_order")).isNull();
    assertThat(bob.<Double>getAs("tenure_months")).isNull();
    assertThat(bob.<Boolean>getAs("churned")).isNull();
  }

  @Test
  void leavesBehaviourUnknownForAFileWithoutAny() {
    Row tel = features.get("tel");
    expect(tel, "tenure_months", 2);
    for (String name :
        FeatureViews.CUSTOMER.numeric().stream().filter(n -> !isStatic(n)).toList()) {
      assertThat(tel.<Double>getAs(name)).as(name).isNull();
    }
    assertThat(features).doesNotContainKey("gone");
  }

  private static boolean isStatic(String name) {
    return name.startsWith("tenure") || name.endsWith("_charges");
  }

  private static void expect(Row row, String name, double value) {
    assertThat(row.<Double>getAs(name)).as(name).isCloseTo(value, within(1e-9));
  }
}
