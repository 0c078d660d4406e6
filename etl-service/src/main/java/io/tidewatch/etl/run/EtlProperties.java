package io.tidewatch.etl.run;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the ETL runs.
 *
 * @param debounce a run waits until no file has landed for this long
 * @param longestWait but no longer than this after the first landing
 * @param liveInterval live clicks alone start a run at most this often
 * @param maxAttempts tries of one run before it has failed
 */
@Validated
@ConfigurationProperties("tidewatch.etl")
record EtlProperties(
    @NotNull @DefaultValue("4s") Duration debounce,
    @NotNull @DefaultValue("60s") Duration longestWait,
    @NotNull @DefaultValue("10m") Duration liveInterval,
    @Min(1) @DefaultValue("3") int maxAttempts) {}
