package io.tidewatch.feature.anomaly;

import java.util.Optional;

/**
 * The usual number of clicks a minute, learnt minute by minute with growing forgetfulness of old
 * ones (exponentially weighted mean and variance).
 *
 * @param minute the minute that is being counted, in epoch minutes
 * @param clicks how many clicks it has so far
 * @param following how many the minute after it has so far: tallies come late
 * @param learnt how many minutes have been learnt from
 */
record UsualRate(
    long minute, long clicks, long following, double mean, double variance, long learnt) {
  private static final double WEIGHT = 0.1;
  private static final long MINUTES_BEFORE_JUDGEMENT = 10;
  private static final double WARNING = 5;
  private static final double CRITICAL = 10;

  static UsualRate startingAt(long minute) {
    return new UsualRate(minute, 0, 0, 0, 0, 0);
  }

  /** A minute far from the usual. */
  record Deviation(long minute, long observed, double expected, boolean critical) {}

  /** The rate with more clicks of a minute, which is the counted one or the one after it. */
  UsualRate plus(long ofMinute, long more) {
    return ofMinute > minute
        ? new UsualRate(minute, clicks, following + more, mean, variance, learnt)
        : new UsualRate(minute, clicks + more, following, mean, variance, learnt);
  }

  /** What is unusual about the counted minute. */
  Optional<Deviation> deviation() {
    if (learnt < MINUTES_BEFORE_JUDGEMENT) {
      return Optional.empty();
    }
    // random arrivals alone spread by the root of the mean
    double spread = Math.max(Math.sqrt(Math.max(variance, mean)), 1);
    double distance = Math.abs(clicks - mean) / spread;
    return distance < WARNING
        ? Optional.empty()
        : Optional.of(new Deviation(minute, clicks, mean, distance >= CRITICAL));
  }

  /** The rate with the counted minute learnt, and the next minute being counted. */
  UsualRate next() {
    if (learnt == 0) {
      return new UsualRate(minute + 1, following, 0, clicks, 0, 1);
    }
    double difference = clicks - mean;
    return new UsualRate(
        minute + 1,
        following,
        0,
        mean + WEIGHT * difference,
        (1 - WEIGHT) * (variance + WEIGHT * difference * difference),
        learnt + 1);
  }
}
