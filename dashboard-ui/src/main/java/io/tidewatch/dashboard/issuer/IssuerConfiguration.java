package io.tidewatch.dashboard.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tidewatch.dashboard.security.AccessTokens;
import io.tidewatch.platform.security.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The local issuer, built from Spring Security's authorization server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
    name = "tidewatch.dashboard.issuer.enabled",
    havingValue = "true",
    matchIfMissing = true)
class IssuerConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerConfiguration.class);
  private static final String CLIENT = "tidewatch-cli";
  private static final String ADMIN = "admin";
  private static final int SECRET_BYTES = 18;

  @Bean
  @Order(1)
  SecurityFilterChain issuerEndpoints(HttpSecurity http) {
    OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
    return http.securityMatcher(server.getEndpointsMatcher())
        .with(server, s -> s.oidc(Customizer.withDefaults()))
        .authorizeHttpRequests(a -> a.anyRequest().authenticated())
        .csrf(c -> c.ignoringRequestMatchers(server.getEndpointsMatcher()))
        .build();
  }

  @Bean
  SecretFiles secretFiles(IssuerProperties properties) {
    return new SecretFiles(properties.secretsDirectory());
  }

  @Bean
  JWKSource<SecurityContext> signingKeys(SecretFiles secrets) {
    return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(secrets)));
  }

  @Bean
  JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
    return new NimbusJwtEncoder(keys);
  }

  /** Checks our own tokens without a call to ourselves. */
  @Bean
  JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
    return org.springframework.security.config.annotation.web.configuration
        .OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
  }

  @Bean
  AuthorizationServerSettings issuerSettings(IssuerProperties properties) {
    return AuthorizationServerSettings.builder().issuer(properties.url().toString()).build();
  }

  @Bean
  OAuth2AuthorizationService issuedTokens() {
    return new StatelessAuthorizations();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  RegisteredClientRepository clients(
      IssuerProperties properties, PasswordEncoder passwords, SecretFiles secrets) {
    String secret = given(properties.cliSecret(), "client-" + CLIENT, secrets);
    RegisteredClient.Builder cli =
        RegisteredClient.withId(CLIENT)
            .clientId(CLIENT)
            .clientSecret(passwords.encode(secret))
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .tokenSettings(
                TokenSettings.builder().accessTokenTimeToLive(properties.tokenValidity()).build());
    for (Role role : Role.values()) {
      cli.scope(role.name().toLowerCase(Locale.ROOT));
    }
    return new InMemoryRegisteredClientRepository(cli.build());
  }

  /** Scopes granted to a client are its roles. */
  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> rolesClaim() {
    return context -> {
      if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
        List<String> roles = context.getAuthorizedScopes().stream().sorted().toList();
        context.getClaims().claim("roles", roles);
      }
    };
  }

  @Bean
  UserDetailsService users(
      IssuerProperties properties, PasswordEncoder passwords, SecretFiles secrets) {
    List<UserDetails> users = new ArrayList<>();
    String adminPassword = given(properties.adminPassword(), "dashboard-" + ADMIN, secrets);
    users.add(user(ADMIN, adminPassword, Role.ADMIN, passwords));
    properties
        .users()
        .forEach((name, u) -> users.add(user(name, u.password(), u.role(), passwords)));
    return new InMemoryUserDetailsManager(users);
  }

  @Bean
  AccessTokens accessTokens(JwtEncoder encoder, IssuerProperties properties, Clock clock) {
    return new MintedAccessTokens(
        encoder, properties.url(), properties.sessionTokenValidity(), clock);
  }

  /** A user with the role and, because pages ask for roles by name, with all that it contains. */
  private static UserDetails user(
      String name, String password, Role role, PasswordEncoder passwords) {
    return User.withUsername(name)
        .password(passwords.encode(password))
        .authorities(
            Arrays.stream(Role.values())
                .filter(r -> r.compareTo(role) <= 0)
                .map(Role::authority)
                .toArray(String[]::new))
        .build();
  }

  private static String given(@Nullable String secret, String name, SecretFiles secrets) {
    if (secret != null && !secret.isBlank()) {
      return secret;
    }
    LOG.atInfo()
        .addKeyValue("secret", name)
        .log("no value is configured: the one kept in the secrets directory is used");
    return secrets.keep(name, IssuerConfiguration::randomSecret);
  }

  private static String randomSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
