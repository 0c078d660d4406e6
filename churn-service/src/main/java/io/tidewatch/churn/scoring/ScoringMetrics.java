package io.tidewatch.churn.scoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.registry.Champion;
import io.tidewatch.churn.registry.Champions;
import io.tidewatch.contracts.events.ChurnBand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The meters of scoring. */
@Component
class ScoringMetrics {
  /** Time to score one row, by model and way ({@code customer}, {@code body}, {@code live}). */
  static final String SCORE = "tidewatch.churn.score";

  /** Seconds since the champion was trained, by model; NaN without one. */
  static final String MODEL_AGE = "tidewatch.churn.model.age";

  /** Customers by model and band. */
  static final String CUSTOMERS = "tidewatch.churn.customers";

  private static final Duration FRESH = Duration.ofSeconds(30);
  private final MeterRegistry meters;
  private final Predictions predictions;
  private final Champions champions;
  private final Clock clock;
  private final Map<ChurnModel, Counted> counted = new ConcurrentHashMap<>();

  private record Counted(Predictions.Figures figures, Instant at) {}

  ScoringMetrics(MeterRegistry meters, Predictions predictions, Champions champions, Clock clock) {
    this.meters = meters;
    this.predictions = predictions;
    this.champions = champions;
    this.clock = clock;
    for (ChurnModel model : ChurnModel.values()) {
      Gauge.builder(MODEL_AGE, () -> age(model))
          .baseUnit("seconds")
          .tag("model", model.wireName())
          .register(meters);
      for (ChurnBand band : ChurnBand.values()) {
        Gauge.builder(CUSTOMERS, () -> customers(model, band))
            .tag("model", model.wireName())
            .tag("band", band.wireName())
            .register(meters);
      }
    }
  }

  <T> T timed(ChurnModel model, String way, Supplier<T> work) {
    Timer.Sample sample = Timer.start(meters);
    try {
      return work.get();
    } finally {
      sample.stop(
          Timer.builder(SCORE)
              .tag("model", model.wireName())
              .tag("way", way)
              .publishPercentileHistogram()
              .register(meters));
    }
  }

  private double age(ChurnModel model) {
    return champions
        .champion(model)
        .map(Champion::trainedAt)
        .map(at -> (double) Duration.between(at, clock.instant()).toSeconds())
        .orElse(Double.NaN);
  }

  private double customers(ChurnModel model, ChurnBand band) {
    Counted now = counted.get(model);
    if (now == null || now.at().plus(FRESH).isBefore(clock.instant())) {
      now = new Counted(predictions.figures(model), clock.instant());
      counted.put(model, now);
    }
    return switch (band) {
      case HIGH -> now.figures().high();
      case MEDIUM -> now.figures().medium();
      case LOW -> now.figures().low();
    };
  }
}
