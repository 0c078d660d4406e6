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
 * @param language as the caller gave it, else guessed; {@code und} where the text does not tell
 * @param languageGuessed true where the caller gave no language
 * @param truncated whether a part of the text was left out
 * @param windows overlapping parts that the text was read in; 0 for a text without a word
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScoreResponse(
    @Nullable String id,
    @Nullable String customerId,
    @JsonProperty("class") Sentiment sentiment,
    int stars,
    double confidence,
    Map<Sentiment, Double> probabilities,
    String language,
    @Nullable Boolean languageGuessed,
    boolean truncated,
    int windows,
    String modelVersion,
    Instant scoredAt) {

  static ScoreResponse of(ScoreRequest request, Scored scored, Instant at) {
    return new ScoreResponse(
        request.id(),
        request.customerId(),
        scored.sentiment(),
        scored.sentiment().stars(),
        scored.confidence(),
        scored.probabilities(),
        request.language() == null ? scored.language() : request.language(),
        request.language() == null ? true : null,
        scored.truncated(),
        scored.windows(),
        scored.modelVersion(),
        at);
  }
}
