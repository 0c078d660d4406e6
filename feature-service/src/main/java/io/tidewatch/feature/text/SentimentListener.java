package io.tidewatch.feature.text;

import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.feature.online.OnlineFeatures;
import io.tidewatch.feature.view.FeatureVector;
import io.tidewatch.platform.kafka.EventBatch;
import io.tidewatch.platform.kafka.EventPublisher;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the view {@code text} up to date with the scored texts, and publishes it. What one poll
 * brought is one write and one wait; the offsets follow it, so a crash before leads to the same
 * batch again, which changes nothing that is stored already.
 */
@Component
class SentimentListener {
  private final TextSentiments texts;
  private final OnlineFeatures online;
  private final EventPublisher events;
  private final JsonMapper json;

  SentimentListener(
      TextSentiments texts, OnlineFeatures online, EventPublisher events, JsonMapper json) {
    this.texts = texts;
    this.online = online;
    this.events = events;
    this.json = json;
  }

  @KafkaListener(
      id = "text-features",
      idIsGroup = false,
      topics = Topics.SENTIMENT_SCORED,
      batch = "true")
  void scored(List<ConsumerRecord<String, String>> records) {
    EventBatch<SentimentScored> batch = EventBatch.read(records, SentimentScored.class, json);
    List<SentimentScored> scored = batch.events();
    texts.store(scored);
    Set<String> customers = new TreeSet<>();
    scored.stream()
        .map(SentimentScored::customerId)
        .filter(Objects::nonNull)
        .forEach(customers::add);
    List<FeatureVector> vectors = texts.features(customers);
    online.upsert(vectors);
    events.publishAndWait(vectors.stream().map(FeatureVector::updated).toList());
    batch.reportUnreadable();
  }
}
