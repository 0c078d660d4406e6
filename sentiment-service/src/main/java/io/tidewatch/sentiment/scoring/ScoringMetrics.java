package io.tidewatch.sentiment.scoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The meters of the scorer. */
final class ScoringMetrics {
  private final MeterRegistry registry;
  private final Timer queueWait;
  private final Timer tokenize;
  private final Timer infer;
  private final Timer post;
  private final Counter rejected;
  private final Counter truncated;
  private final DistributionSummary batchSize;
  private final DistributionSummary padding;
  private final DistributionSummary windows;

  ScoringMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.queueWait = timer(ScoringMetric.QUEUE_WAIT);
    this.tokenize = timer(ScoringMetric.TOKENIZE);
    this.infer = timer(ScoringMetric.INFER);
    this.post = timer(ScoringMetric.POST);
    this.rejected = registry.counter(ScoringMetric.REJECTED.key());
    this.truncated = registry.counter(ScoringMetric.TRUNCATED.key());
    this.batchSize = registry.summary(ScoringMetric.BATCH_SIZE.key());
    this.padding = registry.summary(ScoringMetric.BATCH_PADDING.key());
    this.windows = registry.summary(ScoringMetric.WINDOWS.key());
    Gauge.builder(ScoringMetric.RESIDENT.key(), ResidentMemory::bytes)
        .baseUnit("bytes")
        .register(registry);
  }

  <T> void watch(T scorer, ToDoubleFunction<T> waiting) {
    registry.gauge(ScoringMetric.QUEUE_DEPTH.key(), scorer, waiting);
  }

  void loaded(Duration took) {
    registry.timer(ScoringMetric.LOAD.key()).record(took);
  }

  void loadFailed() {
    registry.counter(ScoringMetric.LOAD_FAILED.key()).increment();
  }

  <T> T tokenizing(Supplier<T> work) {
    return Objects.requireNonNull(tokenize.record(work));
  }

  <T> T finishing(Supplier<T> work) {
    return Objects.requireNonNull(post.record(work));
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

  /** The language is the guessed one: callers could otherwise make any number of meters. */
  void scored(Scored result) {
    registry
        .counter(
            ScoringMetric.SCORED.key(),
            "sentiment",
            result.sentiment().wireName(),
            "language",
            result.language())
        .increment();
    registry
        .summary(ScoringMetric.CONFIDENCE.key(), "language", result.language())
        .record(result.confidence());
    windows.record(result.windows());
    if (result.truncated()) {
      truncated.increment();
    }
  }

  private Timer timer(ScoringMetric metric) {
    return Timer.builder(metric.key()).publishPercentiles(0.5, 0.99).register(registry);
  }
}
