package io.tidewatch.churn.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How good a model is on held-out rows.
 *
 * @param prAuc average precision
 * @param confusion at probability 0.5, as are accuracy, precision, recall and F1
 * @param calibration tenths of the probability with what really happened; empty tenths are left out
 * @param prior what answering the training part's churn rate for everybody would reach
 */
public record Evaluation(
    Interval rocAuc,
    Interval prAuc,
    Interval accuracy,
    Interval precision,
    Interval recall,
    Interval f1,
    Interval brier,
    Interval logLoss,
    Confusion confusion,
    List<CalibrationBin> calibration,
    Prior prior) {

  /** One tenth of the probability range. */
  public record CalibrationBin(
      double from, double to, long rows, double meanProbability, double churnRate) {}

  /** Figures of a model that knows nothing but the churn rate. */
  public record Prior(
      double probability,
      double rocAuc,
      double prAuc,
      double accuracy,
      double brier,
      double logLoss) {}

  /**
   * Measures a model.
   *
   * @param prior churn rate of the training part
   * @param resamples bootstrap resamples for the intervals
   */
  public static Evaluation of(HeldOut heldOut, double prior, int resamples, long seed) {
    double[] values = heldOut.measures();
    SplittableRandom random = new SplittableRandom(seed);
    double[][] samples = new double[values.length][resamples];
    for (int s = 0; s < resamples; s++) {
      double[] sample = heldOut.measures(HeldOut.resample(heldOut.rows(), random));
      for (int m = 0; m < values.length; m++) {
        samples[m][s] = sample[m];
      }
    }
    Interval[] intervals = new Interval[values.length];
    for (int m = 0; m < values.length; m++) {
      intervals[m] = Interval.of(values[m], samples[m]);
    }
    Confusion.Counter confusion = new Confusion.Counter();
    for (int i = 0; i < heldOut.rows(); i++) {
      confusion.count(heldOut.score(i) >= 0.5, heldOut.left(i), 1);
    }
    return new Evaluation(
        intervals[Measure.ROC_AUC.ordinal()],
        intervals[Measure.PR_AUC.ordinal()],
        intervals[Measure.ACCURACY.ordinal()],
        intervals[Measure.PRECISION.ordinal()],
        intervals[Measure.RECALL.ordinal()],
        intervals[Measure.F1.ordinal()],
        intervals[Measure.BRIER.ordinal()],
        intervals[Measure.LOG_LOSS.ordinal()],
        confusion.result(),
        calibration(heldOut),
        prior(heldOut, prior));
  }

  private static List<CalibrationBin> calibration(HeldOut heldOut) {
    double[] sums = new double[10];
    long[] rows = new long[10];
    long[] gone = new long[10];
    for (int i = 0; i < heldOut.rows(); i++) {
      int bin = Math.min(9, (int) (heldOut.score(i) * 10));
      sums[bin] += heldOut.score(i);
      rows[bin]++;
      gone[bin] += heldOut.left(i) ? 1 : 0;
    }
    List<CalibrationBin> bins = new ArrayList<>();
    for (int b = 0; b < 10; b++) {
      if (rows[b] > 0) {
        bins.add(
            new CalibrationBin(
                b / 10.0, (b + 1) / 10.0, rows[b], sums[b] / rows[b], (double) gone[b] / rows[b]));
      }
    }
    return bins;
  }

  private static Prior prior(HeldOut heldOut, double prior) {
    boolean[] left = new boolean[heldOut.rows()];
    double[] same = new double[heldOut.rows()];
    for (int i = 0; i < left.length; i++) {
      left[i] = heldOut.left(i);
      same[i] = prior;
    }
    double[] figures = new HeldOut(same, left).measures();
    return new Prior(
        prior,
        0.5,
        figures[Measure.PR_AUC.ordinal()],
        figures[Measure.ACCURACY.ordinal()],
        figures[Measure.BRIER.ordinal()],
        figures[Measure.LOG_LOSS.ordinal()]);
  }
}
