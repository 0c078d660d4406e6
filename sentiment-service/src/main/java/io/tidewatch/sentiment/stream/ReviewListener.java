package io.tidewatch.sentiment.stream;

import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.sentiment.scoring.ScoringFailedException;
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
  private final Suspects suspects;
  private final JsonMapper json;

  ReviewListener(ReviewScoring scoring, Suspects suspects, JsonMapper json) {
    this.scoring = scoring;
    this.suspects = suspects;
    this.json = json;
  }

  /**
   * Scores the records up to the first one that cannot be, then reports that one: the error handler
   * commits what came before, puts it aside and delivers the rest again.
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
    score(reviews);
    if (unreadable != null) {
      throw new BatchListenerFailedException("record is no review", unreadable, reviews.size());
    }
  }

  /** A text on which the model alone fails is reported as an unreadable record is. */
  private void score(List<ReviewReceived> reviews) {
    try {
      scoring.score(reviews);
    } catch (ScoringFailedException e) {
      Suspects.Culprit culprit = suspects.first(reviews).orElseThrow(() -> e);
      scoring.score(reviews.subList(0, culprit.index()));
      throw new BatchListenerFailedException(
          "record cannot be scored", culprit.reason(), culprit.index());
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
