package io.tidewatch.churn.drift;

import io.tidewatch.churn.features.FeatureRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts rows as they are scored and says how far they are from the baseline, by the population
 * stability index: sum of (now - then) x ln(now / then) over the bins. Up to 0.1 is calm, above
 * {@link DriftReport#LIMIT} a drift.
 */
public final class DriftMeter {
  private static final double SMALLEST = 1e-4;
  private final DriftBaseline baseline;
  private final Map<String, long[]> numeric = new HashMap<>();
  private final Map<String, Map<String, Long>> labels = new HashMap<>();
  private final long[] score;
  private long rows;

  public DriftMeter(DriftBaseline baseline) {
    this.baseline = baseline;
    baseline.numeric().forEach((f, bins) -> numeric.put(f, new long[bins.shares().size()]));
    baseline.labels().keySet().forEach(f -> labels.put(f, new HashMap<>()));
    this.score = new long[baseline.score().shares().size()];
  }

  /** Counts one scored row. */
  public void count(FeatureRow row, double probability) {
    rows++;
    numeric.forEach(
        (feature, counts) -> {
          Bins bins = baseline.numeric().get(feature);
          if (bins != null) {
            counts[bins.bin(DriftBaseline.number(row, feature))]++;
          }
        });
    labels.forEach(
        (feature, counts) -> counts.merge(DriftBaseline.label(row, feature), 1L, Long::sum));
    score[baseline.score().bin(probability)]++;
  }

  /** How far the counted rows are from the baseline; the farthest feature first. */
  public DriftReport report() {
    List<DriftReport.Feature> features = new ArrayList<>();
    baseline
        .numeric()
        .forEach(
            (feature, bins) ->
                features.add(
                    new DriftReport.Feature(
                        feature, psi(bins, numeric.getOrDefault(feature, new long[0])))));
    baseline
        .labels()
        .forEach(
            (feature, shares) ->
                features.add(
                    new DriftReport.Feature(
                        feature, psi(shares, labels.getOrDefault(feature, Map.of())))));
    features.sort(Comparator.comparingDouble(DriftReport.Feature::psi).reversed());
    return new DriftReport(rows, psi(baseline.score(), score), features, appeared());
  }

  private List<String> appeared() {
    List<String> appeared = new ArrayList<>();
    baseline
        .numeric()
        .forEach(
            (feature, bins) -> {
              long[] now = numeric.getOrDefault(feature, new long[bins.shares().size()]);
              if (appeared(bins.shares().getLast(), now[now.length - 1])) {
                appeared.add(feature);
              }
            });
    baseline
        .labels()
        .forEach(
            (feature, shares) -> {
              Map<String, Long> now = labels.getOrDefault(feature, Map.of());
              if (appeared(
                  shares.getOrDefault(DriftBaseline.UNKNOWN, 0.0),
                  now.getOrDefault(DriftBaseline.UNKNOWN, 0L))) {
                appeared.add(feature);
              }
            });
    return appeared;
  }

  private boolean appeared(double unknownThen, long unknownNow) {
    return unknownThen > 0.99 && unknownNow < 0.95 * rows;
  }

  private double psi(Bins then, long[] now) {
    double sum = 0;
    for (int i = 0; i < now.length; i++) {
      sum += term(then.shares().get(i), now[i]);
    }
    return sum;
  }

  private double psi(Map<String, Double> then, Map<String, Long> now) {
    Set<String> all = new HashSet<>(then.keySet());
    all.addAll(now.keySet());
    double sum = 0;
    for (String label : all) {
      sum += term(then.getOrDefault(label, 0.0), now.getOrDefault(label, 0L));
    }
    return sum;
  }

  private double term(double then, long now) {
    if (rows == 0) {
      return 0;
    }
    double before = Math.max(SMALLEST, then);
    double after = Math.max(SMALLEST, (double) now / rows);
    return (after - before) * Math.log(after / before);
  }
}
