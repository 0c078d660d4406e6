package io.tidewatch.dashboard.issuer;

import io.tidewatch.platform.security.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The local issuer.
 *
 * @param enabled whether this process issues the platform's tokens; false where the company's own
 *     issuer does
 * @param url the {@code iss} claim of every token, and the address under which services reach the
 *     keys
 * @param secretsDirectory where the signing key and generated passwords are kept, readable by their
 *     owner only
 * @param cliSecret secret of the client {@code tidewatch-cli}; generated and kept if empty
 * @param adminPassword password of the user {@code admin}; generated and kept if empty
 * @param tokenValidity life of a token of the client
 * @param sessionTokenValidity life of a token that a signed-in user's calls carry
 * @param users further users by name
 */
@Validated
@ConfigurationProperties("tidewatch.dashboard.issuer")
record IssuerProperties(
    @DefaultValue("true") boolean enabled,
    @NotNull @DefaultValue("http://localhost:8080") URI url,
    @NotNull @DefaultValue("data/secrets") Path secretsDirectory,
    @Nullable String cliSecret,
    @Nullable String adminPassword,
    @NotNull @DefaultValue("1h") Duration tokenValidity,
    @NotNull @DefaultValue("5m") Duration sessionTokenValidity,
    @DefaultValue Map<String, @Valid User> users) {

  /**
   * One further user.
   *
   * @param role the highest role of the user; it contains the ones before
   */
  record User(@NotBlank String password, @NotNull @DefaultValue("READER") Role role) {}
}
