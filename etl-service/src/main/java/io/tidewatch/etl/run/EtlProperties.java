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
 * @param debounce how long no further data must land before a run starts
 * @param longestWait after this a run starts although data still lands
 * @param liveInterval least time between the starts of runs that only live clicks ask for
 * @param maxAttempts how often a run is tried before it has failed, restarts included
 * @param retryBackOff pause before the second attempt; each further one is twice as long
 */
@Validated
@ConfigurationProperties("tidewatch.etl")
record EtlProperties(
    @NotNull @DefaultValue("6s") Duration debounce,
    @NotNull @DefaultValue("1m") Duration longestWait,
    @NotNull @DefaultValue("5m") Duration liveInterval,
    @Min(1) @DefaultValue("4") int maxAttempts,
    @NotNull @DefaultValue("5s") Duration retryBackOff) {

  /** The pause after this many failed attempts. */
  Duration pauseAfter(int attempts) {
    return retryBackOff.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 5));
  }
}
