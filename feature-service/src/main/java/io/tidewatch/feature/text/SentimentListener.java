package io.tidewatch.feature.text;

import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.feature.online.OnlineFeatures;
import io.tidewatch.platform.kafka.EventPublisher;
import java.util.List;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps the view {@code text} up to date with every scored text, and publishes it. */
@Component
class SentimentListener {
  private final TextSentiments texts;
  private final OnlineFeatures online;
  private final EventPublisher events;

  SentimentListener(TextSentiments texts, OnlineFeatures online, EventPublisher events) {
    this.texts = texts;
    this.online = online;
    this.events = events;
  }

  @KafkaListener(id = "text-features", idIsGroup = false, topics = Topics.SENTIMENT_SCORED)
  void scored(SentimentScored scored) {
    texts.store(scored);
    String customer = scored.customerId();
    if (customer == null) {
      return;
    }
    texts
        .features(customer)
        .ifPresent(
            vector -> {
              online.upsert(List.of(vector));
              events.publishAndWait(vector.updated());
            });
  }
}
