package io.tidewatch.ingestion.events;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/** Puts app keys beside bearer tokens. */
@Configuration
class AppKeySecurity {
  @Bean
  Customizer<HttpSecurity> appKeyAccess(AppKeys keys, JsonMapper json) {
    // not a bean of its own: Boot would also put it before the security chain
    return http ->
        http.addFilterBefore(new AppKeyFilter(keys, json), BearerTokenAuthenticationFilter.class);
  }
}
