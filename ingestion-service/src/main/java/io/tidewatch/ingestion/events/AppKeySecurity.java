package io.tidewatch.ingestion.events;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts app keys beside bearer tokens. Requests with a key have a chain of their own: a dozen
 * filters, which tokens and refusals need, would cost each of them as much as reading its clicks.
 */
@Configuration
class AppKeySecurity {
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain appKeyAccess(AppKeys keys, JsonMapper json) {
    // the filter is not a bean of its own: Boot would also put it before the security chains
    return new DefaultSecurityFilterChain(AppKeyFilter::concerns, new AppKeyFilter(keys, json));
  }
}
