package io.tidewatch.feature.live;

import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.stereotype.Component;

/** Tells whether the live stream runs; restoring and rebalancing count as running. */
@Component
class LiveStreamHealthIndicator extends AbstractHealthIndicator {
  private final StreamsBuilderFactoryBean factory;

  LiveStreamHealthIndicator(StreamsBuilderFactoryBean factory) {
    this.factory = factory;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    KafkaStreams streams = factory.getKafkaStreams();
    if (streams == null) {
      builder.down().withDetail("state", "NOT_STARTED");
      return;
    }
    KafkaStreams.State state = streams.state();
    (state.isRunningOrRebalancing() || state == KafkaStreams.State.CREATED
            ? builder.up()
            : builder.down())
        .withDetail("state", state.name());
  }
}
