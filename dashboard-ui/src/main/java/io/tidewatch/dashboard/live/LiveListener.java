package io.tidewatch.dashboard.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.contracts.events.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the live topics from now on. Each instance of the dashboard has a group of its own and
 * needs no memory of what it has read; a record that cannot be read is counted and passed over, for
 * the services dead-letter it.
 */
@Component
class LiveListener {
  private static final Logger LOG = LoggerFactory.getLogger(LiveListener.class);

  private final LiveState state;
  private final LiveBroadcast broadcast;
  private final JsonMapper json;
  private final Counter unreadable;

  LiveListener(LiveState state, LiveBroadcast broadcast, JsonMapper json, MeterRegistry metrics) {
    this.state = state;
    this.broadcast = broadcast;
    this.json = json;
    this.unreadable = metrics.counter("tidewatch.dashboard.live.unreadable");
  }

  @KafkaListener(
      id = "live",
      groupId = "dashboard-live-${random.uuid}",
      batch = "true",
      ackMode = "BATCH",
      topics = {
        Topics.CLICKSTREAM_EVENTS,
        Topics.CHURN_SCORED,
        Topics.SENTIMENT_SCORED,
        Topics.FEATURES_CUSTOMER,
        Topics.ANOMALIES_DETECTED
      },
      properties = {"auto.offset.reset=latest", "max.poll.records=2000"})
  void on(List<ConsumerRecord<String, String>> records) {
    for (ConsumerRecord<String, String> record : records) {
      if (record.value() == null) {
        continue; // a customer was erased
      }
      try {
        take(record.topic(), record.value());
      } catch (JacksonException | IllegalArgumentException e) {
        unreadable.increment();
        LOG.atDebug()
            .addKeyValue("topic", record.topic())
            .addKeyValue("partition", record.partition())
            .addKeyValue("offset", record.offset())
            .log("a record of a live topic cannot be read");
      }
    }
    broadcast.changed();
  }

  private void take(String topic, String value) {
    switch (topic) {
      case Topics.CLICKSTREAM_EVENTS -> {
        if (state.reads()) {
          state.click(json.readValue(value, ClickRecorded.class));
        }
      }
      case Topics.CHURN_SCORED -> state.churn(json.readValue(value, ChurnScored.class));
      case Topics.SENTIMENT_SCORED -> state.sentiment(json.readValue(value, SentimentScored.class));
      case Topics.FEATURES_CUSTOMER -> {
        json.readValue(value, FeaturesUpdated.class);
        state.featureUpdate();
      }
      default -> state.anomaly(json.readValue(value, AnomalyDetected.class));
    }
  }
}
