package io.tidewatch.dashboard.live;

import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.SentimentScored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens right now, as one unchanging picture.
 *
 * @param clicksPerSecond of the last two minutes, oldest first
 * @param funnel customers who viewed, put into the cart, checked out and bought in the last 15
 *     minutes
 * @param sampled whether the funnel knows only some of the clicks, for there are too many to read
 * @param clicks the newest first
 * @param clicksSeen since the dashboard started
 * @param latency how long the clicks of the last seconds took from the device to the dashboard;
 *     null when none came
 * @param featureUpdatesPerSecond of the last ten seconds
 */
record LiveSnapshot(
    Instant at,
    List<Long> clicksPerSecond,
    List<Long> funnel,
    boolean sampled,
    List<ArrivedClick> clicks,
    long clicksSeen,
    @Nullable Latency latency,
    double featureUpdatesPerSecond,
    List<ChurnScored> churnScores,
    List<SentimentScored> sentiments,
    List<AnomalyDetected> anomalies) {

  /** A click and the moment at which the dashboard had it. */
  record ArrivedClick(ClickRecorded click, Instant arrived) {
    Duration latency() {
      return Duration.between(click.createdAt(), arrived);
    }
  }

  /**
   * @param newest of the newest click
   * @param median of the clicks of the last ten seconds
   */
  record Latency(Duration newest, Duration median) {}

  /** Clicks per second over the last ten full seconds. */
  double rate() {
    int size = clicksPerSecond.size();
    return clicksPerSecond.subList(Math.max(0, size - 10), size).stream()
        .mapToLong(Long::longValue)
        .average()
        .orElse(0);
  }
}
