package io.tidewatch.platform.security;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are accepted.
 *
 * @param issuer the OpenID Connect issuer, exactly as it stands in the {@code iss} claim
 * @param jwkSetUri where the issuer's public keys are; fetched lazily, so start order does not
 *     matter; by default {@code <issuer>/oauth2/jwks}
 * @param rolesClaim the claim that lists the caller's roles
 */
@Validated
@ConfigurationProperties("tidewatch.security")
record SecurityProperties(
    @NotNull @DefaultValue("http://localhost:8080") URI issuer,
    @Nullable URI jwkSetUri,
    @DefaultValue("roles") String rolesClaim) {

  String keys() {
    return jwkSetUri == null ? issuer + "/oauth2/jwks" : jwkSetUri.toString();
  }
}
