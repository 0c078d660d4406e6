package io.tidewatch.etl.run;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When runs start and how failing ones are tried again.
 *
 * @param debounce how long a run waits for further data to land
 * @param liveInterval least time between the starts of runs that only live clicks ask for
 * @param maxAttempts how often a run is tried before it has failed, restarts included
 * @param retryBackOff pause before the second attempt; each further one is twice as long
 */
@Validated
@ConfigurationProperties("tidewatch.etl")
record EtlProperties(
    @NotNull @DefaultValue("3s") Duration debounce,
    @NotNull @DefaultValue("5m") Duration liveInterval,
    @Min(1) @DefaultValue("4") int maxAttempts,
    @NotNull @DefaultValue("5s") Duration retryBackOff) {

  /** The pause after this many failed attempts. */
  Duration pauseAfter(int attempts) {
    return retryBackOff.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 5));
  }
}
