package io.tidewatch.dashboard.services;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Calls sentiment-service. */
public interface SentimentClient {
  /** All texts by class, and by day. */
  @GetExchange("/api/v1/sentiment/summary")
  SentimentSummary summary();

  /** Scored texts of one customer, newest first. */
  @GetExchange("/api/v1/sentiment/texts")
  PageOf<ScoredText> texts(
      @RequestParam String customer, @RequestParam int page, @RequestParam int size);
}
