package io.tidewatch.ingestion.maintenance;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long old states of the raw and quarantine tables stay readable.
 *
 * @param snapshotAge snapshots older than this are expired; readers that started before may fail
 * @param snapshotsKept newest snapshots that stay whatever their age
 * @param interval time between two rounds
 */
@Validated
@ConfigurationProperties("tidewatch.ingestion.maintenance")
record MaintenanceProperties(
    @DefaultValue("1d") Duration snapshotAge,
    @Min(1) @DefaultValue("50") int snapshotsKept,
    @DefaultValue("1h") Duration interval) {}
