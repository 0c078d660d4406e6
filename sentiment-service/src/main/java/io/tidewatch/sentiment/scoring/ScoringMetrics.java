package io.tidewatch.sentiment.scoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.sentiment.model.TokenizedText;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The meters of the scorer. */
final class ScoringMetrics {
  private final MeterRegistry registry;
  private final Timer queueWait;
  private final Timer tokenize;
  private final Timer infer;
  private final Counter rejected;
  private final Counter truncated;
  private final DistributionSummary batchSize;
  private final DistributionSummary padding;
  private final Map<Sentiment, Counter> scored = new EnumMap<>(Sentiment.class);

  ScoringMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.queueWait = timer(ScoringMetric.QUEUE_WAIT);
    this.tokenize = timer(ScoringMetric.TOKENIZE);
    this.infer = timer(ScoringMetric.INFER);
    this.rejected = registry.counter(ScoringMetric.REJECTED.key());
    this.truncated = registry.counter(ScoringMetric.TRUNCATED.key());
    this.batchSize = registry.summary(ScoringMetric.BATCH_SIZE.key());
    this.padding = registry.summary(ScoringMetric.BATCH_PADDING.key());
    for (Sentiment sentiment : Sentiment.values()) {
      scored.put(
          sentiment,
          registry.counter(ScoringMetric.SCORED.key(), "sentiment", sentiment.wireName()));
    }
  }

  void watch(LengthAwareQueue queue) {
    registry.gauge(ScoringMetric.QUEUE_DEPTH.key(), queue, LengthAwareQueue::size);
  }

  void loaded(Duration took) {
    registry.timer(ScoringMetric.LOAD.key()).record(took);
  }

  TokenizedText tokenizing(Supplier<TokenizedText> work) {
    return tokenize.record(work);
  }

  void rejected() {
    rejected.increment();
  }

  void batchStarted(List<PendingText> batch) {
    long now = System.nanoTime();
    int longest = 0;
    int tokens = 0;
    for (PendingText pending : batch) {
      queueWait.record(Duration.ofNanos(now - pending.sinceNanos()));
      longest = Math.max(longest, pending.text().length());
      tokens += pending.text().length();
    }
    batchSize.record(batch.size());
    padding.record(1 - (double) tokens / (longest * batch.size()));
  }

  void inferred(long nanos) {
    infer.record(Duration.ofNanos(nanos));
  }

  void scored(Scored result) {
    Objects.requireNonNull(scored.get(result.sentiment())).increment();
    if (result.truncated()) {
      truncated.increment();
    }
  }

  private Timer timer(ScoringMetric metric) {
    return Timer.builder(metric.key()).publishPercentiles(0.5, 0.99).register(registry);
  }
}
