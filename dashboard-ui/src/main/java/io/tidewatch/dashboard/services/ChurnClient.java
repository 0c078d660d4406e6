package io.tidewatch.dashboard.services;

import io.tidewatch.contracts.events.ChurnScored;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/** Calls churn-service. */
public interface ChurnClient {
  /** The name of the model that scores a whole customer. */
  String CUSTOMER_MODEL = "customer";

  /** The newest score of each customer, filtered and sorted there. */
  @GetExchange("/api/v1/churn/predictions")
  PageOf<ChurnScored> predictions(
      @RequestParam String model,
      @RequestParam(required = false) @Nullable String band,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam int page,
      @RequestParam int size,
      @RequestParam String sort);

  /** The newest score of one customer. */
  @GetExchange("/api/v1/churn/predictions/{customerId}")
  ChurnScored prediction(@PathVariable String customerId, @RequestParam String model);

  /** The newest score of one customer; empty if there is none. */
  default Optional<ChurnScored> findPrediction(String customerId, String model) {
    try {
      return Optional.of(prediction(customerId, model));
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    }
  }

  /** A score made now from the features as they are. */
  @PostExchange("/api/v1/churn/customers/{customerId}/score")
  ChurnScored score(@PathVariable String customerId, @RequestParam String model);

  /** Per model: how many customers are in which band. Read it with {@link ChurnSummary#of}. */
  @GetExchange("/api/v1/churn/summary")
  JsonNode summary();
}
