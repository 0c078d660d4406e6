package io.tidewatch.ingestion.lander;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.ingestion.metrics.IngestionMetric;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the lander is behind, in records and in seconds. */
final class LanderGauges {
  private volatile double lag;
  private volatile double freshnessSeconds;

  LanderGauges(MeterRegistry meters) {
    Tags table = Tags.of("table", LakeLayout.RAW + "." + ClickColumns.DATA_SET);
    meters.gauge(IngestionMetric.LANDER_LAG.meterName(), table, this, g -> g.lag);
    meters.gauge(
        IngestionMetric.LANDER_FRESHNESS.meterName(), table, this, g -> g.freshnessSeconds);
  }

  /**
   * @param batch that is being filled
   * @param committing that is being committed
   */
  void update(
      Consumer<?, ?> consumer,
      @Nullable ClickBatch batch,
      @Nullable ClickBatch committing,
      Clock clock) {
    long behind = 0;
    long oldest = Long.MAX_VALUE;
    for (ClickBatch one : Stream.of(batch, committing).filter(Objects::nonNull).toList()) {
      behind += one.taken();
      oldest = Math.min(oldest, one.oldestMillis());
    }
    for (TopicPartition partition : consumer.assignment()) {
      behind += consumer.currentLag(partition).orElse(0);
    }
    lag = behind;
    freshnessSeconds = oldest == Long.MAX_VALUE ? 0 : Math.max(0, clock.millis() - oldest) / 1000.0;
  }
}
