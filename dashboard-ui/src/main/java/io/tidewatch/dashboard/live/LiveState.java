package io.tidewatch.dashboard.live;

import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.dashboard.live.LiveSnapshot.ArrivedClick;
import io.tidewatch.dashboard.live.LiveSnapshot.Latency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The newest events in memory, bounded in number. */
@Component
class LiveState {
  private static final int CLICKS = 60;
  private static final int SCORES = 30;
  private static final int LATENCIES = 2000;
  private static final Duration RECENT = Duration.ofSeconds(10);

  private final ClickWindow window = new ClickWindow();
  private final Ring<ArrivedClick> clicks = new Ring<>(CLICKS);
  private final Ring<ChurnScored> churnScores = new Ring<>(SCORES);
  private final Ring<SentimentScored> sentiments = new Ring<>(SCORES);
  private final Ring<AnomalyDetected> anomalies = new Ring<>(SCORES);
  private final Ring<ArrivedClick> recent = new Ring<>(LATENCIES);
  private final ArrayDeque<Instant> featureUpdates = new ArrayDeque<>();
  private final Clock clock;

  LiveState(Clock clock) {
    this.clock = clock;
  }

  /** Whether a click that came just now is to be read and given to {@link #click}. */
  synchronized boolean reads() {
    return window.reads(clock.instant());
  }

  /** Takes a click that came just now. */
  synchronized void click(ClickRecorded click) {
    Instant now = clock.instant();
    ArrivedClick arrived = new ArrivedClick(click, now);
    clicks.add(arrived);
    recent.add(arrived);
    window.add(click.type(), click.customerId(), now);
  }

  synchronized void churn(ChurnScored score) {
    churnScores.add(score);
  }

  synchronized void sentiment(SentimentScored score) {
    sentiments.add(score);
  }

  synchronized void anomaly(AnomalyDetected anomaly) {
    anomalies.add(anomaly);
  }

  synchronized void featureUpdate() {
    Instant now = clock.instant();
    featureUpdates.addLast(now);
    forgetOld(now);
  }

  synchronized LiveSnapshot snapshot() {
    Instant now = clock.instant();
    forgetOld(now);
    return new LiveSnapshot(
        now,
        window.perSecond(now),
        window.funnel(now),
        window.sampled(now),
        clicks.newestFirst(),
        window.total(),
        latency(now),
        featureUpdates.size() / (double) RECENT.toSeconds(),
        churnScores.newestFirst(),
        sentiments.newestFirst(),
        anomalies.newestFirst());
  }

  private @Nullable Latency latency(Instant now) {
    List<ArrivedClick> newest =
        recent.newestFirst().stream()
            .takeWhile(c -> c.arrived().isAfter(now.minus(RECENT)))
            .toList();
    if (newest.isEmpty()) {
      return null;
    }
    List<Duration> sorted = newest.stream().map(ArrivedClick::latency).sorted().toList();
    return new Latency(newest.getFirst().latency(), sorted.get(sorted.size() / 2));
  }

  private void forgetOld(Instant now) {
    Instant oldest = now.minus(RECENT);
    while (!featureUpdates.isEmpty() && featureUpdates.getFirst().isBefore(oldest)) {
      featureUpdates.removeFirst();
    }
  }
}
