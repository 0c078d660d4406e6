package io.tidewatch.lake.columnar;

/** The least and the greatest of doubles, and how many are not a number. */
final class DoubleRange {
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private long nans;

  /** Takes values by their bits. */
  void add(long[] bits, int count) {
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(bits[i]);
      if (Double.isNaN(value)) {
        nans++;
      } else {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
  }

  double least() {
    return least;
  }

  double greatest() {
    return greatest;
  }

  long nans() {
    return nans;
  }
}
