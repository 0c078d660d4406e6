package io.tidewatch.feature.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.feature.view.FeatureVector;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Adds each click to its customer's history, once, and forwards the customer's new features. */
final class ClickCounter extends ContextualProcessor<String, ClickRecorded, String, FeatureVector> {
  static final String HISTORY = "click-history";

  private final Function<String, Optional<FeatureVector>> baselines;
  private final LiveProperties properties;
  private final MeterRegistry meters;
  private @Nullable KeyValueStore<String, ClickHistory> histories;

  ClickCounter(
      Function<String, Optional<FeatureVector>> baselines,
      LiveProperties properties,
      MeterRegistry meters) {
    this.baselines = baselines;
    this.properties = properties;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, FeatureVector> context) {
    super.init(context);
    histories = context.getStateStore(HISTORY);
    context.schedule(Duration.ofHours(1), PunctuationType.WALL_CLOCK_TIME, this::forget);
  }

  @Override
  public void process(Record<String, ClickRecorded> record) {
    String customer = record.key();
    ClickHistory stored = histories().get(customer);
    ClickHistory known = stored == null ? ClickHistory.EMPTY : stored;
    Click click = Click.of(record.value(), record.timestamp());
    ClickHistory.Outcome outcome = known.outcome(click, properties.kept());
    meters
        .counter(
            "tidewatch.feature.live.clicks", "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment();
    if (outcome != ClickHistory.Outcome.ADDED) {
      return;
    }
    ClickHistory history = known.with(click, properties.kept(), properties.clicksPerCustomer());
    histories().put(customer, history);
    Baseline baseline = Baseline.of(baselines.apply(customer));
    context().forward(record.withValue(LiveClickFeatures.of(customer, history, baseline)));
  }

  private void forget(long now) {
    long oldest = now - properties.forgottenAfter().toMillis();
    try (KeyValueIterator<String, ClickHistory> all = histories().all()) {
      while (all.hasNext()) {
        KeyValue<String, ClickHistory> entry = all.next();
        if (entry.value.newest() < oldest) {
          histories().delete(entry.key);
        }
      }
    }
  }

  private KeyValueStore<String, ClickHistory> histories() {
    if (histories == null) {
      throw new IllegalStateException("processor is not initialised");
    }
    return histories;
  }
}
