package io.tidewatch.churn.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Held-out rows with their scores by one model, ready to be measured many times. */
public final class HeldOut {
  private static final double SMALLEST = 1e-15;
  private final double[] scores;
  private final boolean[] left;
  private final int[] falling;

  /**
   * @param scores churn probability per row
   * @param left whether the customer of the row left
   */
  public HeldOut(double[] scores, boolean[] left) {
    if (scores.length != left.length) {
      throw new IllegalArgumentException(
          "%d scores but %d labels".formatted(scores.length, left.length));
    }
    this.scores = scores.clone();
    this.left = left.clone();
    this.falling =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
  }

  int rows() {
    return scores.length;
  }

  double score(int row) {
    return scores[row];
  }

  boolean left(int row) {
    return left[row];
  }

  /** Every measure on all rows, indexed by {@link Measure#ordinal()}. */
  double[] measures() {
    int[] once = new int[rows()];
    Arrays.fill(once, 1);
    return measures(once);
  }

  /** How often each row is in one resample of the same size, drawn with replacement. */
  static int[] resample(int rows, SplittableRandom random) {
    int[] weights = new int[rows];
    for (int i = 0; i < rows; i++) {
      weights[random.nextInt(rows)]++;
    }
    return weights;
  }

  /** Area under the ROC curve when row i counts {@code weights[i]} times; NaN with one class. */
  double rocAuc(int[] weights) {
    double positives = 0;
    double negatives = 0;
    double below = 0;
    for (int i = 0; i < falling.length; ) {
      double positive = 0;
      double negative = 0;
      double score = scores[falling[i]];
      for (; i < falling.length && scores[falling[i]] == score; i++) {
        int row = falling[i];
        positive += left[row] ? weights[row] : 0;
        negative += left[row] ? 0 : weights[row];
      }
      below += negative * (positives + positive / 2);
      positives += positive;
      negatives += negative;
    }
    return below / (positives * negatives);
  }

  private double averagePrecision(int[] weights) {
    double positives = 0;
    double seen = 0;
    double area = 0;
    for (int i = 0; i < falling.length; ) {
      double positive = 0;
      double score = scores[falling[i]];
      for (; i < falling.length && scores[falling[i]] == score; i++) {
        int row = falling[i];
        positive += left[row] ? weights[row] : 0;
        seen += weights[row];
      }
      positives += positive;
      area += seen == 0 ? 0 : positive * positives / seen;
    }
    return area / positives;
  }

  /** Every measure when row i counts {@code weights[i]} times. */
  double[] measures(int[] weights) {
    double squares = 0;
    double log = 0;
    Confusion.Counter confusion = new Confusion.Counter();
    long rows = 0;
    for (int i = 0; i < scores.length; i++) {
      double p = scores[i];
      double off = p - (left[i] ? 1 : 0);
      squares += weights[i] * off * off;
      log -= weights[i] * Math.log(Math.max(SMALLEST, left[i] ? p : 1 - p));
      confusion.count(p >= 0.5, left[i], weights[i]);
      rows += weights[i];
    }
    Confusion c = confusion.result();
    double[] all = new double[Measure.values().length];
    all[Measure.ROC_AUC.ordinal()] = rocAuc(weights);
    all[Measure.PR_AUC.ordinal()] = averagePrecision(weights);
    all[Measure.ACCURACY.ordinal()] = c.accuracy();
    all[Measure.PRECISION.ordinal()] = c.precision();
    all[Measure.RECALL.ordinal()] = c.recall();
    all[Measure.F1.ordinal()] = c.f1();
    all[Measure.BRIER.ordinal()] = squares / rows;
    all[Measure.LOG_LOSS.ordinal()] = log / rows;
    return all;
  }
}
