package io.tidewatch.sentiment.training;

import java.util.Locale;

/**
 * A share with the interval that holds it in 95 of 100 draws of the rows.
 *
 * @param value share of the rows at hand, not a number where no row tells
 * @param low lower end
 * @param high upper end
 */
record Interval(double value, double low, double high) {

  boolean known() {
    return !Double.isNaN(value);
  }

  /** Returns percent, as in {@code 54.3 (50.1-58.4)}; nothing where no row tells. */
  String percent() {
    return known()
        ? String.format(Locale.ROOT, "%.1f (%.1f-%.1f)", 100 * value, 100 * low, 100 * high)
        : "";
  }
}
