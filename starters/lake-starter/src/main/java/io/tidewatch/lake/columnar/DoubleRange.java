package io.tidewatch.lake.columnar;

import org.apache.parquet.column.statistics.DoubleStatistics;

/** The least and the greatest of doubles, and how many are not a number. */
final class DoubleRange {
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private long nans;

  private long count;

  /** The range of values that are given by their bits. */
  static DoubleRange of(long[] bits, int count) {
    DoubleRange range = new DoubleRange();
    range.count = count;
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(bits[i]);
      if (Double.isNaN(value)) {
        range.nans++;
      } else {
        range.least = Math.min(range.least, value);
        range.greatest = Math.max(range.greatest, value);
      }
    }
    return range;
  }

  /** Takes in the values of another. */
  void add(DoubleRange other) {
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
    nans += other.nans;
    count += other.count;
  }

  /** As parquet-java has it, NaN is above all and marks the bounds as useless. */
  void addTo(DoubleStatistics statistics) {
    if (bounded()) {
      statistics.updateStats(least);
      statistics.updateStats(greatest);
    }
    if (nans > 0) {
      statistics.updateStats(Double.NaN);
    }
  }

  /** Whether any value is a number. */
  boolean bounded() {
    return nans < count;
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
