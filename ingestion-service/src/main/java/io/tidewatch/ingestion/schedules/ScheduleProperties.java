package io.tidewatch.ingestion.schedules;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Schedules.
 *
 * @param locations Spring resource patterns of YAML files that are registered at the start
 * @param tick how often it is looked for what is due
 * @param look how often a step on its way is looked after
 * @param clientId the client that calls other services in the name of schedules
 * @param clientSecret its secret
 * @param tokenUri where it gets its tokens; by default {@code /oauth2/token} of the issuer
 */
@Validated
@ConfigurationProperties("tidewatch.ingestion.schedules")
record ScheduleProperties(
    @DefaultValue List<String> locations,
    @DefaultValue("5s") Duration tick,
    @DefaultValue("2s") Duration look,
    @NotNull @DefaultValue("tidewatch-cli") String clientId,
    @NotNull @DefaultValue("") String clientSecret,
    @Nullable URI tokenUri) {}
