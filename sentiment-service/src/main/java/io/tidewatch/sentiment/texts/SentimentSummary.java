package io.tidewatch.sentiment.texts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.contracts.events.Sentiment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * How all customers feel.
 *
 * @param since oldest writing time that counts; null counts all
 * @param daily by UTC day, oldest first; days without texts are left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SentimentSummary(
    @Nullable Instant since,
    long texts,
    @Nullable Double averageStars,
    @Nullable Double shareNegative,
    Map<Sentiment, Long> counts,
    List<Group> languages,
    List<Group> kinds,
    List<Group> daily) {

  /**
   * The counts of one language, kind or day.
   *
   * @param name language code ({@code und} if undeclared), kind, or day as YYYY-MM-DD
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Group(
      String name,
      long texts,
      @Nullable Double averageStars,
      @Nullable Double shareNegative,
      Map<Sentiment, Long> counts) {

    static List<Group> of(SequencedMap<String, SentimentCounts> groups) {
      return groups.entrySet().stream()
          .map(
              entry -> {
                SentimentCounts c = entry.getValue();
                return new Group(
                    entry.getKey(), c.texts(), c.averageStars(), c.shareNegative(), c.counts());
              })
          .toList();
    }
  }

  static SentimentSummary of(SentimentFigures figures, @Nullable Instant since) {
    Instant from = since == null ? Instant.EPOCH : since;
    SentimentCounts total = figures.total(from);
    return new SentimentSummary(
        since,
        total.texts(),
        total.averageStars(),
        total.shareNegative(),
        total.counts(),
        Group.of(figures.byLanguage(from)),
        Group.of(figures.byKind(from)),
        Group.of(figures.byDay(from)));
  }
}
