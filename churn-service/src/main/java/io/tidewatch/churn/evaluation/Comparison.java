package io.tidewatch.churn.evaluation;

import java.util.SplittableRandom;

/**
 * Two models on the same held-out rows.
 *
 * @param rocAucGain challenger minus champion, with the interval of the paired bootstrap
 */
public record Comparison(double championRocAuc, double challengerRocAuc, Interval rocAucGain) {

  /**
   * Compares by paired bootstrap: each resample measures both models on the same rows.
   *
   * @throws IllegalArgumentException if the models were not measured on the same rows
   */
  public static Comparison of(HeldOut champion, HeldOut challenger, int resamples, long seed) {
    if (champion.rows() != challenger.rows()) {
      throw new IllegalArgumentException("both models must be measured on the same rows");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] gains = new double[resamples];
    for (int s = 0; s < resamples; s++) {
      int[] weights = HeldOut.resample(champion.rows(), random);
      gains[s] = challenger.rocAuc(weights) - champion.rocAuc(weights);
    }
    int[] once = new int[champion.rows()];
    java.util.Arrays.fill(once, 1);
    double before = champion.rocAuc(once);
    double after = challenger.rocAuc(once);
    return new Comparison(before, after, Interval.of(after - before, gains));
  }

  /** Whether the challenger ranks better and chance is an unlikely reason (95 %). */
  public boolean significantGain() {
    return rocAucGain.low() > 0;
  }
}
