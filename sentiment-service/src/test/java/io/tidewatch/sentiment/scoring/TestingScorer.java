package io.tidewatch.sentiment.scoring;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidewatch.sentiment.TestingModel;
import io.tidewatch.sentiment.model.Precision;
import java.time.Duration;

/** Real scorers over the shipped model. */
final class TestingScorer {
  /** The meters of all these scorers. */
  static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

  private static final ScoringMetrics METRICS = new ScoringMetrics(METERS);

  private TestingScorer() {}

  static BatchingScorer of(Precision precision, int microBatch, int queueCapacity) {
    ScoringLimits limits =
        new ScoringLimits(2, microBatch, queueCapacity, Duration.ofSeconds(2), 16, 16);
    return new BatchingScorer(TestingModel.load(precision, true), limits, METRICS);
  }
}
