package io.tidewatch.sentiment.texts;

import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.contracts.events.TextKind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What customers feel, from the texts that were scored and kept. */
@RestController
@RequestMapping("/api/v1/sentiment")
class TextsController {
  private static final int LARGEST_PAGE = 500;
  private static final int LONGEST_DAYS = 36_500;

  private final ScoredTexts texts;
  private final SentimentFigures figures;
  private final Clock clock;

  TextsController(ScoredTexts texts, SentimentFigures figures, Clock clock) {
    this.texts = texts;
    this.figures = figures;
    this.clock = clock;
  }

  /** A customer of whom no text is known has zero texts: other services know who exists. */
  @GetMapping("/customers/{id}")
  CustomerSentiment customer(
      @PathVariable String id, @RequestParam(defaultValue = "20") int latest) {
    return CustomerSentiment.of(
        id, figures.ofCustomer(id), texts.latest(id, inRange("latest", latest, 1, LARGEST_PAGE)));
  }

  @GetMapping("/summary")
  SentimentSummary summary(@RequestParam(required = false) @Nullable Integer days) {
    return SentimentSummary.of(
        figures,
        days == null
            ? null
            : clock.instant().minus(Duration.ofDays(inRange("days", days, 1, LONGEST_DAYS))));
  }

  @GetMapping("/texts")
  TextPage list(
      @RequestParam(required = false) @Nullable String customer,
      @RequestParam(required = false) @Nullable String sentiment,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String language,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    inRange("page", page, 0, Integer.MAX_VALUE);
    inRange("size", size, 1, LARGEST_PAGE);
    TextFilter filter =
        new TextFilter(
            customer,
            sentiment == null ? null : Sentiment.of(sentiment),
            kind == null ? null : TextKind.of(kind),
            language);
    return new TextPage(texts.find(filter, page, size), page, size, texts.count(filter));
  }

  private static int inRange(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d and must be %d to %d".formatted(field, value, least, most));
    }
    return value;
  }

  /** One page of texts, newest first. */
  record TextPage(List<ScoredText> items, int page, int size, long total) {}
}
