package io.tidewatch.dashboard.marts;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the published marts are.
 *
 * @param url JDBC address with the schema {@code marts} as the current one
 * @param username a role that may read
 * @param maximumPoolSize connections at most
 */
@Validated
@ConfigurationProperties("tidewatch.dashboard.marts")
record MartsProperties(
    @NotBlank String url,
    @NotBlank String username,
    String password,
    @DefaultValue("4") int maximumPoolSize) {}
