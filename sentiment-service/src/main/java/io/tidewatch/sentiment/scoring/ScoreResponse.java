package io.tidewatch.sentiment.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidewatch.contracts.events.Sentiment;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sentiment of a text.
 *
 * @param sentiment class name, {@code very_negative} to {@code very_positive}
 * @param stars the class as 1 to 5
 * @param confidence probability of the class
 * @param probabilities of all five classes, in order, sum 1
 * @param truncated whether only the start of the text was read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScoreResponse(
    @Nullable String id,
    @Nullable String customerId,
    @JsonProperty("class") Sentiment sentiment,
    int stars,
    double confidence,
    Map<Sentiment, Double> probabilities,
    @Nullable String language,
    boolean truncated,
    String modelVersion,
    Instant scoredAt) {

  static ScoreResponse of(ScoreRequest request, Scored scored, String version, Instant at) {
    return new ScoreResponse(
        request.id(),
        request.customerId(),
        scored.sentiment(),
        scored.sentiment().stars(),
        scored.confidence(),
        scored.probabilities(),
        request.language(),
        scored.truncated(),
        version,
        at);
  }
}
