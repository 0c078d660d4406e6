package io.tidewatch.churn.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.FeatureRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftMeterTests {

  @Test
  void staysCalmOnTheSamePopulationAndNamesWhatMoved() {
    DriftBaseline baseline =
        DriftBaseline.of(ChurnModel.CUSTOMER, rows(2_000, 1, 30, "One year"), scores(2_000, 1, 0));
    DriftReport same = measure(baseline, rows(1_000, 2, 30, "One year"), scores(1_000, 2, 0));
    assertThat(same.drifted()).isEmpty();
    assertThat(same.scorePsi()).isLessThan(0.1);
    DriftReport moved = measure(baseline, rows(1_000, 2, 60, "Two year"), scores(1_000, 2, 0.4));
    assertThat(moved.drifted()).containsExactlyInAnyOrder("tenure_months", "contract");
    assertThat(moved.scorePsi()).isGreaterThan(DriftReport.LIMIT);
    assertThat(moved.features().getFirst().psi())
        .isGreaterThanOrEqualTo(moved.features().get(1).psi());
  }

  @Test
  void namesFeaturesWhoseDataCameAfterTraining() {
    List<FeatureRow> before =
        List.of(new FeatureRow("A", Instant.EPOCH, Map.of("tenure_months", 3.0), Map.of()));
    List<FeatureRow> after =
        List.of(
            new FeatureRow(
                "A",
                Instant.EPOCH,
                Map.of("tenure_months", 3.0, "orders_90d", 2.0),
                Map.of("country", "DE")));
    DriftBaseline baseline = DriftBaseline.of(ChurnModel.CUSTOMER, before, new double[] {0.5});
    assertThat(measure(baseline, before, new double[] {0.5}).appeared()).isEmpty();
    assertThat(measure(baseline, after, new double[] {0.5}).appeared())
        .containsExactlyInAnyOrder("orders_90d", "country");
  }

  private static DriftReport measure(
      DriftBaseline baseline, List<FeatureRow> rows, double[] scores) {
    DriftMeter meter = new DriftMeter(baseline);
    for (int i = 0; i < scores.length; i++) {
      meter.count(rows.get(i), scores[i]);
    }
    return meter.report();
  }

  private static List<FeatureRow> rows(int count, long seed, double tenure, String contract) {
    Random random = new Random(seed);
    List<FeatureRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new FeatureRow(
              "C" + i,
              Instant.EPOCH,
              Map.of("tenure_months", tenure + 10 * random.nextGaussian()),
              random.nextBoolean() ? Map.of("contract", contract) : Map.of()));
    }
    return rows;
  }

  private static double[] scores(int count, long seed, double shift) {
    return new Random(seed).doubles(count).map(p -> Math.min(1, p * 0.5 + shift)).toArray();
  }
}
