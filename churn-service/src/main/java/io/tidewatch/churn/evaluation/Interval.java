package io.tidewatch.churn.evaluation;

/**
 * A figure with its 95 % bootstrap interval.
 *
 * @param value on all held-out rows
 * @param low 2.5 % quantile of the resamples
 * @param high 97.5 % quantile of the resamples
 */
public record Interval(double value, double low, double high) {

  /** Quantiles of the finite samples around the value; no width where no sample is finite. */
  static Interval of(double value, double[] samples) {
    double[] sorted = java.util.Arrays.stream(samples).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? new Interval(value, value, value)
        : new Interval(value, quantile(sorted, 0.025), quantile(sorted, 0.975));
  }

  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
