package io.tidewatch.launcher.samples;

import java.time.Instant;

/**
 * How much sample data there is to be.
 *
 * @param transactions invoice lines
 * @param until no row is later; the history reaches a year back from here
 */
public record SampleSizes(
    long seed,
    int customers,
    int transactions,
    int clicks,
    int complaints,
    int reviews,
    Instant until) {

  public SampleSizes {
    if (customers < 1) {
      throw new IllegalArgumentException("customers is %d, below 1".formatted(customers));
    }
    if (Math.min(Math.min(transactions, clicks), Math.min(complaints, reviews)) < 0) {
      throw new IllegalArgumentException("numbers of rows are never negative");
    }
  }
}
