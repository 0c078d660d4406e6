package io.tidewatch.feature.materialise;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the views are materialised.
 *
 * @param pause least time between the end of a run and the start of the next; announcements in
 *     between make one run
 * @param check how often the service looks for announcements
 * @param textsQuiet new texts alone start a run when none has come for this long
 * @param retryAfter time before a failed run is tried again, doubled with each failure up to
 *     64-fold
 */
@Validated
@ConfigurationProperties("tidewatch.feature.materialisation")
record MaterialisationProperties(
    @NotNull @DefaultValue("15s") Duration pause,
    @NotNull @DefaultValue("2s") Duration check,
    @NotNull @DefaultValue("120s") Duration textsQuiet,
    @NotNull @DefaultValue("10s") Duration retryAfter) {}
