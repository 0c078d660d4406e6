package io.tidewatch.ingestion.lander;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How live clicks are landed.
 *
 * @param enabled whether this instance lands at all
 * @param instance names this instance over restarts, so that it ends the period it left open
 * @param group the consumer group; instances of one group share the topic's partitions
 * @param commitInterval longest time that a click waits in memory
 * @param commitRows most rows of a commit
 * @param announceInterval least time between two announcements of new rows
 * @param longestPause longest wait after failures, which grows from one second
 */
@Validated
@ConfigurationProperties("tidewatch.ingestion.lander")
record LanderProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("ingestion") String instance,
    @DefaultValue("ingestion-lander") String group,
    @DefaultValue("2s") Duration commitInterval,
    @Min(1) @DefaultValue("200000") int commitRows,
    @DefaultValue("30s") Duration announceInterval,
    @DefaultValue("30s") Duration longestPause) {}
