package io.tidewatch.sentiment.texts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How all customers feel.
 *
 * @param since oldest writing time that counts; null counts all
 * @param total all texts together, its fields beside {@code since}
 * @param byDay by UTC day, oldest first; days without texts are left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SentimentSummary(
    @Nullable Instant since,
    @JsonUnwrapped SentimentCounts total,
    List<OfLanguage> byLanguage,
    List<OfKind> byKind,
    List<OfDay> byDay) {

  /**
   * The texts of one language.
   *
   * @param language as declared by the source, {@code und} if it declared none
   */
  record OfLanguage(String language, @JsonUnwrapped SentimentCounts texts) {}

  /** The reviews, or the complaints. */
  record OfKind(String kind, @JsonUnwrapped SentimentCounts texts) {}

  /**
   * The texts of one day.
   *
   * @param day as YYYY-MM-DD
   */
  record OfDay(String day, @JsonUnwrapped SentimentCounts texts) {}

  static SentimentSummary of(SentimentFigures figures, @Nullable Instant since) {
    Instant from = since == null ? Instant.EPOCH : since;
    return new SentimentSummary(
        since,
        figures.total(from),
        figures.byLanguage(from).entrySet().stream()
            .map(group -> new OfLanguage(group.getKey(), group.getValue()))
            .toList(),
        figures.byKind(from).entrySet().stream()
            .map(group -> new OfKind(group.getKey(), group.getValue()))
            .toList(),
        figures.byDay(from).entrySet().stream()
            .map(group -> new OfDay(group.getKey(), group.getValue()))
            .toList());
  }
}
