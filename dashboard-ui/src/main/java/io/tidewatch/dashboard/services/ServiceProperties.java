package io.tidewatch.dashboard.services;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Where the services are. */
@Validated
@ConfigurationProperties("tidewatch.services")
record ServiceProperties(
    @Valid @NotNull Service ingestion,
    @Valid @NotNull Service etl,
    @Valid @NotNull Service feature,
    @Valid @NotNull Service churn,
    @Valid @NotNull Service sentiment) {

  /**
   * One service.
   *
   * @param connectTimeout how long a connection may take
   * @param readTimeout how long an answer may take
   */
  record Service(
      @NotNull URI url,
      @NotNull @DefaultValue("2s") Duration connectTimeout,
      @NotNull @DefaultValue("15s") Duration readTimeout) {}
}
