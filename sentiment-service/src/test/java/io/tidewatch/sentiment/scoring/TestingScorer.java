package io.tidewatch.sentiment.scoring;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidewatch.sentiment.TestingModel;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.PrecisionChoice;
import java.time.Duration;

/** Real scorers over the shipped model. */
final class TestingScorer {
  private TestingScorer() {}

  static BatchingScorer of(Precision precision, int microBatch, int queueCapacity) {
    ScoringProperties properties =
        new ScoringProperties(
            "classpath:/model/",
            TestingModel.CACHE,
            PrecisionChoice.FP32,
            128,
            2,
            microBatch,
            queueCapacity,
            Duration.ofSeconds(2),
            100,
            1 << 20);
    return new BatchingScorer(
        TestingModel.load(precision, true),
        properties,
        new ScoringMetrics(new SimpleMeterRegistry()));
  }
}
