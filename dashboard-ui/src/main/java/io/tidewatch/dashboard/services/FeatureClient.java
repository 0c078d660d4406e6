package io.tidewatch.dashboard.services;

import io.tidewatch.contracts.events.FeaturesUpdated;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;

/** Calls feature-service. */
public interface FeatureClient {
  /** The online features of a customer in a view. */
  @GetExchange("/api/v1/features/{view}/{customerId}")
  FeaturesUpdated features(@PathVariable String view, @PathVariable String customerId);

  /** The online features of a customer in a view; empty if the customer is unknown there. */
  default Optional<FeaturesUpdated> findFeatures(String view, String customerId) {
    try {
      return Optional.of(features(view, customerId));
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    }
  }
}
