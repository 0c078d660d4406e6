package io.tidewatch.sentiment.stream;

import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.contracts.events.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes reviews and complaints from Kafka in batches, so that the model gets full batches too. */
@Component
class ReviewListener {
  private final ReviewScoring scoring;
  private final JsonMapper json;

  ReviewListener(ReviewScoring scoring, JsonMapper json) {
    this.scoring = scoring;
    this.json = json;
  }

  /**
   * Scores the readable records up to the first unreadable one, then reports that one: the error
   * handler commits what came before, puts it aside and delivers the rest again.
   */
  @KafkaListener(
      id = "reviews",
      idIsGroup = false,
      topics = Topics.REVIEWS_RECEIVED,
      batch = "true")
  void receive(List<ConsumerRecord<String, @Nullable String>> records) {
    List<ReviewReceived> reviews = new ArrayList<>(records.size());
    UnreadableReviewException unreadable = null;
    for (ConsumerRecord<String, @Nullable String> record : records) {
      try {
        reviews.add(read(record.value()));
      } catch (UnreadableReviewException e) {
        unreadable = e;
        break;
      }
    }
    scoring.score(reviews);
    if (unreadable != null) {
      throw new BatchListenerFailedException("record is no review", unreadable, reviews.size());
    }
  }

  private ReviewReceived read(@Nullable String value) {
    if (value == null) {
      throw new UnreadableReviewException("the record has no value", null);
    }
    try {
      return json.readValue(value, ReviewReceived.class);
    } catch (JacksonException e) {
      throw new UnreadableReviewException(String.valueOf(e.getOriginalMessage()), e);
    }
  }
}
