package io.tidewatch.sentiment.texts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.contracts.events.Sentiment;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a set of texts feels.
 *
 * @param texts number of texts
 * @param averageStars mean of the classes, 1..5; null without texts
 * @param shareNegative share of one and two stars; null without texts
 * @param classes texts of each class
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SentimentCounts(
    long texts,
    @Nullable Double averageStars,
    @Nullable Double shareNegative,
    Map<Sentiment, Long> classes) {

  static SentimentCounts of(Map<Sentiment, Long> found) {
    Map<Sentiment, Long> counts = new EnumMap<>(Sentiment.class);
    long texts = 0;
    long stars = 0;
    long negative = 0;
    for (Sentiment sentiment : Sentiment.values()) {
      long count = found.getOrDefault(sentiment, 0L);
      counts.put(sentiment, count);
      texts += count;
      stars += count * sentiment.stars();
      negative += sentiment.stars() <= 2 ? count : 0;
    }
    return texts == 0
        ? new SentimentCounts(0, null, null, counts)
        : new SentimentCounts(texts, (double) stars / texts, (double) negative / texts, counts);
  }
}
