package io.tidewatch.churn.scoring;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where features are asked for.
 *
 * @param url of feature-service
 * @param connectTimeout until it answers at all
 * @param readTimeout until it has answered
 */
@Validated
@ConfigurationProperties("tidewatch.services.feature")
record FeatureServiceProperties(
    @NotNull @DefaultValue("http://localhost:8083") URI url,
    @NotNull @DefaultValue("1s") Duration connectTimeout,
    @NotNull @DefaultValue("3s") Duration readTimeout) {}
