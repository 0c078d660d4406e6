package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A review or complaint has its sentiment.
 *
 * @param confidence the probability of {@code sentiment}, 0..1
 * @param probabilities all five classes, sum 1
 * @param truncated whether the text was longer than the model's window
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SentimentScored(
    String textId,
    TextKind kind,
    @Nullable String customerId,
    @Nullable String language,
    Sentiment sentiment,
    double confidence,
    Map<Sentiment, Double> probabilities,
    boolean truncated,
    String modelVersion,
    @Nullable Instant writtenAt,
    Instant scoredAt)
    implements TidewatchEvent {

  public SentimentScored {
    Fields.required("textId", textId);
    Fields.required("kind", kind);
    Fields.required("sentiment", sentiment);
    Fields.probability("confidence", confidence);
    probabilities = Map.copyOf(probabilities);
    Fields.required("modelVersion", modelVersion);
    Fields.required("scoredAt", scoredAt);
  }

  @Override
  public String topic() {
    return Topics.SENTIMENT_SCORED;
  }

  @Override
  public String key() {
    return customerId == null ? textId : customerId;
  }
}
