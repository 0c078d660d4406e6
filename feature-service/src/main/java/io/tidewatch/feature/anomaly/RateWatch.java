package io.tidewatch.feature.anomaly;

import io.tidewatch.contracts.events.AnomalyDetected;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Adds up the tallies of all partitions by minute and judges each minute once it is over. */
final class RateWatch extends ContextualProcessor<String, Long, String, AnomalyDetected> {
  static final String RATE = "click-rate";
  static final String METRIC = "clicks-per-minute";

  /** Tallies come late by their own period and a little more. */
  private static final Duration GRACE = ClickTally.EVERY.multipliedBy(2);

  /** After a longer silence, or an outage, learning starts anew. */
  private static final long LONGEST_GAP_MINUTES = 60;

  private @Nullable KeyValueStore<String, UsualRate> rates;

  @Override
  public void init(ProcessorContext<String, AnomalyDetected> context) {
    super.init(context);
    rates = context.getStateStore(RATE);
    context.schedule(ClickTally.EVERY, PunctuationType.WALL_CLOCK_TIME, this::judge);
  }

  @Override
  public void process(Record<String, Long> tally) {
    long minute = minute(tally.timestamp());
    judge(tally.timestamp());
    UsualRate rate = rates().get(tally.key());
    if (rate == null) {
      rate = UsualRate.startingAt(minute);
    }
    rates().put(tally.key(), rate.plus(minute, tally.value()));
  }

  private void judge(long now) {
    UsualRate rate = rates().get(ClickTally.ALL);
    if (rate == null) {
      return;
    }
    long current = minute(now - GRACE.toMillis());
    if (current - rate.minute() > LONGEST_GAP_MINUTES) {
      rates().delete(ClickTally.ALL);
      return;
    }
    if (rate.minute() >= current) {
      return;
    }
    while (rate.minute() < current) {
      rate.deviation().ifPresent(d -> context().forward(anomaly(d, now)));
      rate = rate.next();
    }
    rates().put(ClickTally.ALL, rate);
  }

  private static Record<String, AnomalyDetected> anomaly(UsualRate.Deviation d, long now) {
    String message =
        String.format(
            Locale.ROOT,
            "%d clicks in one minute where about %.0f are usual",
            d.observed(),
            d.expected());
    AnomalyDetected event =
        new AnomalyDetected(
            METRIC + "-" + d.minute(),
            METRIC,
            "clickstream",
            d.observed(),
            d.expected(),
            d.critical() ? "critical" : "warning",
            message,
            Instant.ofEpochMilli(now));
    return new Record<>(event.key(), event, now);
  }

  private static long minute(long millis) {
    return Math.floorDiv(millis, 60_000L);
  }

  private KeyValueStore<String, UsualRate> rates() {
    if (rates == null) {
      throw new IllegalStateException("processor is not initialised");
    }
    return rates;
  }
}
