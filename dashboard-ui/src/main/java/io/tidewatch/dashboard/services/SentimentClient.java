package io.tidewatch.dashboard.services;

import io.tidewatch.contracts.events.SentimentScored;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Calls sentiment-service. */
public interface SentimentClient {
  /** Classes per day over the last days that have texts. */
  @GetExchange("/api/v1/sentiment/summary")
  SentimentSummary summary(@RequestParam int days);

  /** Scored texts of one customer, newest first. */
  @GetExchange("/api/v1/sentiment/texts")
  PageOf<SentimentScored> texts(
      @RequestParam String customer, @RequestParam int page, @RequestParam int size);
}
