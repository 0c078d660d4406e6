package io.tidewatch.ingestion.schedules;

import io.tidewatch.ingestion.schedules.Step.Target;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Where the other services are. */
@Validated
@ConfigurationProperties("tidewatch.services")
record ServiceAddresses(
    @NotNull Address etl,
    @NotNull Address feature,
    @NotNull Address churn,
    @NotNull Address sentiment) {

  /**
   * The address of one service.
   *
   * @param url for example {@code http://localhost:8082}
   */
  record Address(URI url) {}

  URI of(Target service) {
    return switch (service) {
      case etl -> etl.url();
      case feature -> feature.url();
      case churn -> churn.url();
      case sentiment -> sentiment.url();
    };
  }
}
