package io.tidewatch.feature.anomaly;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Counts the clicks of one partition and tells the count every few seconds. */
final class ClickTally<V> extends ContextualProcessor<String, V, String, Long> {
  static final String ALL = "all";
  static final Duration EVERY = Duration.ofSeconds(5);

  private long clicks;

  @Override
  public void init(ProcessorContext<String, Long> context) {
    super.init(context);
    context.schedule(
        EVERY,
        PunctuationType.WALL_CLOCK_TIME,
        now -> {
          if (clicks > 0) {
            // the clicks came in the seconds before
            context.forward(new Record<>(ALL, clicks, now - EVERY.toMillis()));
            clicks = 0;
          }
        });
  }

  @Override
  public void process(Record<String, V> record) {
    clicks++;
  }
}
