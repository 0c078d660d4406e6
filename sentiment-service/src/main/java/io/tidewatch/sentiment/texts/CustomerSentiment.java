package io.tidewatch.sentiment.texts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.contracts.events.Sentiment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer feels, from all texts of theirs.
 *
 * @param texts number of texts
 * @param averageStars mean of the classes, 1..5; null without texts
 * @param shareNegative share of one and two stars; null without texts
 * @param latestStars class of the newest text, 1..5; null without texts
 * @param trend mean stars of the newer half of the listed texts less that of the older half; null
 *     below two texts
 * @param classes texts of each class
 * @param latest newest texts first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CustomerSentiment(
    String customerId,
    long texts,
    @Nullable Double averageStars,
    @Nullable Double shareNegative,
    @Nullable Integer latestStars,
    @Nullable Double trend,
    Map<Sentiment, Long> classes,
    List<ScoredText> latest) {

  static CustomerSentiment of(String customerId, SentimentCounts all, List<ScoredText> latest) {
    return new CustomerSentiment(
        customerId,
        all.texts(),
        all.averageStars(),
        all.shareNegative(),
        latest.isEmpty() ? null : latest.getFirst().stars(),
        trend(latest),
        all.classes(),
        latest);
  }

  private static @Nullable Double trend(List<ScoredText> newestFirst) {
    if (newestFirst.size() < 2) {
      return null;
    }
    int half = newestFirst.size() / 2;
    return mean(newestFirst.subList(0, half))
        - mean(newestFirst.subList(newestFirst.size() - half, newestFirst.size()));
  }

  private static double mean(List<ScoredText> texts) {
    return texts.stream().mapToInt(ScoredText::stars).average().orElse(0);
  }
}
