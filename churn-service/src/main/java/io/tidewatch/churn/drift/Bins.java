package io.tidewatch.churn.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The distribution of a number over tenths of the training part.
 *
 * @param cuts rising; bin i holds values up to cut i, the last but one bin everything above, the
 *     last bin unknown values
 * @param shares per bin, sum 1
 */
public record Bins(List<Double> cuts, List<Double> shares) {

  /** Bins that hold about a tenth of these values each; NaN = unknown. */
  static Bins of(double[] values) {
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    List<Double> cuts = new ArrayList<>();
    for (int decile = 1; decile < 10 && known.length > 0; decile++) {
      double cut = known[(int) ((long) decile * (known.length - 1) / 10)];
      if (cuts.isEmpty() || cut > cuts.getLast()) {
        cuts.add(cut);
      }
    }
    Bins empty = new Bins(List.copyOf(cuts), List.of());
    long[] counts = new long[cuts.size() + 2];
    for (double value : values) {
      counts[empty.bin(value)]++;
    }
    return new Bins(
        empty.cuts,
        Arrays.stream(counts).mapToObj(c -> (double) c / Math.max(1, values.length)).toList());
  }

  int bin(double value) {
    if (Double.isNaN(value)) {
      return cuts.size() + 1;
    }
    int bin = 0;
    while (bin < cuts.size() && value > cuts.get(bin)) {
      bin++;
    }
    return bin;
  }
}
