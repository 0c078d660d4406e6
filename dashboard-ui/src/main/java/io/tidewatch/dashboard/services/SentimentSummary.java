package io.tidewatch.dashboard.services;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidewatch.contracts.events.Sentiment;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What customers feel.
 *
 * @param texts scored texts in the period
 * @param classes texts by class
 * @param shareNegative negative and very negative texts over all, 0..1
 * @param byDay texts by class of each day
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SentimentSummary(
    long texts,
    @Nullable Map<Sentiment, Long> classes,
    @Nullable Double shareNegative,
    @Nullable List<Day> byDay) {

  /** One day. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Day(LocalDate day, Map<Sentiment, Long> classes) {}
}
