package io.tidewatch.dashboard.security;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import com.vaadin.flow.spring.security.RequestUtil;
import io.tidewatch.platform.security.Role;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;

/** The filter chains of the pages and the actuator; nothing but these paths answers unasked. */
@Configuration(proxyBeanMethods = false)
class PageSecurity {
  private static final String REGISTRATION = "tidewatch";
  private static final String[] STATIC = {
    "/styles.css", "/logo.svg", "/charts/**", "/_static/echarts/**", "/aura/**"
  };

  /**
   * Flow's client runs the server's instructions through {@code new Function} and inline styles:
   * 'unsafe-eval' and 'unsafe-inline' are its price. Everything else stays on this origin.
   */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self'"
          + " 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self';"
          + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

  /** Vaadin's own responses leave without the headers that are written only at the end. */
  private static final ObjectPostProcessor<HeaderWriterFilter> EAGERLY =
      new ObjectPostProcessor<>() {
        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
          filter.setShouldWriteHeadersEagerly(true);
          return filter;
        }
      };

  @Bean
  @Order(2)
  SecurityFilterChain actuator(HttpSecurity http, JwtAuthenticationConverter converter) {
    return http.securityMatcher("/actuator/**")
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            a ->
                a.requestMatchers("/actuator/health/**")
                    .permitAll()
                    .anyRequest()
                    .hasRole(Role.READER.name()))
        .oauth2ResourceServer(o -> o.jwt(j -> j.jwtAuthenticationConverter(converter)))
        .build();
  }

  @Bean
  @Order(3)
  @ConditionalOnProperty(
      name = "tidewatch.dashboard.issuer.enabled",
      havingValue = "true",
      matchIfMissing = true)
  SecurityFilterChain pagesWithLoginForm(HttpSecurity http, RequestUtil requests) {
    common(http, requests);
    return http.with(
            vaadin(),
            v ->
                v.enableCsrfConfiguration(false)
                    .anyRequest(a -> a.authenticated())
                    .loginView(LoginView.class))
        .build();
  }

  @Bean
  @Order(3)
  @ConditionalOnProperty(name = "tidewatch.dashboard.issuer.enabled", havingValue = "false")
  SecurityFilterChain pagesWithSingleSignOn(HttpSecurity http, RequestUtil requests) {
    common(http, requests);
    return http.with(
            vaadin(),
            v ->
                v.enableCsrfConfiguration(false)
                    .anyRequest(a -> a.authenticated())
                    .oauth2LoginPage("/oauth2/authorization/" + REGISTRATION, "{baseUrl}"))
        .build();
  }

  @Bean
  @ConditionalOnProperty(name = "tidewatch.dashboard.issuer.enabled", havingValue = "false")
  AccessTokens relayedAccessTokens(
      ClientRegistrationRepository registrations, OAuth2AuthorizedClientService clients) {
    var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, clients);
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder().authorizationCode().refreshToken().build());
    return new RelayedAccessTokens(manager, REGISTRATION);
  }

  private static void common(HttpSecurity http, RequestUtil requests) {
    http.authorizeHttpRequests(a -> a.requestMatchers(STATIC).permitAll())
        // Vaadin's own configuration lets the login form pass without a token; this one does not.
        .csrf(c -> c.ignoringRequestMatchers(requests::isFrameworkInternalRequest))
        .headers(
            h ->
                h.contentSecurityPolicy(p -> p.policyDirectives(CONTENT_SECURITY_POLICY))
                    .referrerPolicy(Customizer.withDefaults())
                    .frameOptions(f -> f.deny())
                    .withObjectPostProcessor(EAGERLY));
  }
}
