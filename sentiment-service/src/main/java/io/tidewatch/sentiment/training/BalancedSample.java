package io.tidewatch.sentiment.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws at most so many rows of each language and label, the same ones for the same seed. */
final class BalancedSample {
  private final int perStar;
  private final int perPolarity;
  private final long seed;

  /**
   * Draws per language.
   *
   * @param perStar most rows of one star count
   * @param perPolarity most rows of one source and polarity, for rows without stars
   */
  BalancedSample(int perStar, int perPolarity, long seed) {
    this.perStar = perStar;
    this.perPolarity = perPolarity;
    this.seed = seed;
  }

  List<LabelledReview> of(List<LabelledReview> rows) {
    List<LabelledReview> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    Map<String, Integer> taken = new HashMap<>();
    List<LabelledReview> sample = new ArrayList<>();
    for (LabelledReview row : shuffled) {
      String cell = row.language() + '|' + row.source() + '|' + row.label();
      if (taken.merge(cell, 1, Integer::sum) <= (row.hasStars() ? perStar : perPolarity)) {
        sample.add(row);
      }
    }
    return sample;
  }
}
