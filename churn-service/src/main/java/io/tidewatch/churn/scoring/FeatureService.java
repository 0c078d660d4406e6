package io.tidewatch.churn.scoring;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** The call of feature-service that scoring needs. */
interface FeatureService {

  /** What is known of a customer now. */
  @GetExchange("/api/v1/features/{view}/{customerId}")
  Features features(@PathVariable String view, @PathVariable String customerId);

  /** Its answer. */
  record Features(
      String view,
      String customerId,
      Instant asOf,
      @Nullable Map<String, @Nullable Double> numeric,
      @Nullable Map<String, @Nullable String> categorical) {}
}
