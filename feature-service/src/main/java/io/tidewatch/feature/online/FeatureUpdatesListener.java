package io.tidewatch.feature.online;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.feature.view.FeatureVector;
import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.platform.kafka.EventBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Brings the online store up to date with what the live path has published. */
@Component
class FeatureUpdatesListener {
  /** Replays of old clicks are no measure of the live path. */
  private static final Duration LIVE = Duration.ofMinutes(5);

  private final OnlineFeatures features;
  private final JsonMapper json;
  private final Clock clock;
  private final Timer latency;

  FeatureUpdatesListener(
      OnlineFeatures features, JsonMapper json, Clock clock, MeterRegistry meters) {
    this.features = features;
    this.json = json;
    this.clock = clock;
    this.latency =
        Timer.builder("tidewatch.feature.live.latency")
            .description("from a click's creation to its features in the online store")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
  }

  @KafkaListener(
      id = "online-features",
      idIsGroup = false,
      groupId = "${spring.application.name}-online",
      topics = Topics.FEATURES_CUSTOMER,
      batch = "true",
      properties = {"max.poll.records=500", "fetch.max.wait.ms=100"})
  void store(List<ConsumerRecord<String, String>> records) {
    EventBatch<FeaturesUpdated> batch = EventBatch.read(records, FeaturesUpdated.class, json);
    List<FeatureVector> vectors = batch.events().stream().map(FeatureVector::of).toList();
    features.upsert(vectors);
    Instant stored = clock.instant();
    for (FeatureVector vector : vectors) {
      Duration age = Duration.between(vector.asOf(), stored);
      if (vector.view().equals(FeatureViews.CLICKSTREAM.name()) && age.compareTo(LIVE) < 0) {
        latency.record(age.isNegative() ? Duration.ZERO : age);
      }
    }
    batch.reportUnreadable();
  }
}
