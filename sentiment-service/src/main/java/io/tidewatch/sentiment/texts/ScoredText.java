package io.tidewatch.sentiment.texts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.contracts.events.TextKind;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A review or complaint with its sentiment.
 *
 * @param givenStars 1..5 as the customer gave them
 * @param sentiment the class that the model gave
 * @param stars the class as 1..5
 * @param writtenAt when the customer wrote it; when it was received, if that is unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoredText(
    String textId,
    TextKind kind,
    @Nullable String customerId,
    @Nullable String language,
    String text,
    @Nullable Integer givenStars,
    @Nullable String productId,
    Sentiment sentiment,
    int stars,
    double confidence,
    Map<Sentiment, Double> probabilities,
    boolean truncated,
    String modelVersion,
    Instant writtenAt,
    Instant receivedAt,
    Instant scoredAt) {

  /** Returns the received text with its score. */
  public static ScoredText of(ReviewReceived review, SentimentScored scored) {
    return new ScoredText(
        review.textId(),
        review.kind(),
        review.customerId(),
        review.language(),
        review.text(),
        review.stars(),
        review.productId(),
        scored.sentiment(),
        scored.sentiment().stars(),
        scored.confidence(),
        scored.probabilities(),
        scored.truncated(),
        scored.modelVersion(),
        review.writtenAt() == null ? review.receivedAt() : review.writtenAt(),
        review.receivedAt(),
        scored.scoredAt());
  }
}
