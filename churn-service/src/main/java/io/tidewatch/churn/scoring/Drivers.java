package io.tidewatch.churn.scoring;

import io.tidewatch.contracts.events.ChurnScored;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what moved the probabilities of a batch. */
final class Drivers {
  private static final int SHOWN = 10;
  private final Map<String, Double> sums = new HashMap<>();
  private long rows;

  void count(ChurnScored score) {
    rows++;
    score
        .contributions()
        .forEach(c -> sums.merge(c.feature(), Math.abs(c.contribution()), Double::sum));
  }

  List<ScoredBatches.Driver> strongest() {
    return sums.entrySet().stream()
        .map(e -> new ScoredBatches.Driver(e.getKey(), e.getValue() / rows))
        .sorted(
            Comparator.comparingDouble(ScoredBatches.Driver::meanAbsoluteContribution).reversed())
        .limit(SHOWN)
        .toList();
  }
}
