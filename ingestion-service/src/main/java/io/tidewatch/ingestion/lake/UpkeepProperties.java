package io.tidewatch.ingestion.lake;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the tables of the lake are kept small and readable.
 *
 * @param snapshotAge snapshots older than this are expired; readers that started before may fail
 * @param snapshotsKept newest snapshots that stay whatever their age
 * @param interval time between two rounds of expiry
 * @param compactionInterval time between two rounds of compaction
 * @param smallFile data files below this are put together
 * @param smallFiles from so many small files of a partition on
 * @param orphanAge files of no snapshot are removed when they are older; more than a commit takes
 * @param orphanInterval time between two rounds of orphan removal
 * @param landingAge how long a received file is kept after its rows were loaded; for ever if not
 *     set
 * @param historyAge how long the history of upkeep is kept; receipts of erasures stay
 */
@Validated
@ConfigurationProperties("tidewatch.ingestion.maintenance")
record UpkeepProperties(
    @DefaultValue("1d") Duration snapshotAge,
    @Min(1) @DefaultValue("50") int snapshotsKept,
    @DefaultValue("1h") Duration interval,
    @DefaultValue("15m") Duration compactionInterval,
    @DefaultValue("32MB") DataSize smallFile,
    @Min(2) @DefaultValue("20") int smallFiles,
    @DefaultValue("3d") Duration orphanAge,
    @DefaultValue("1d") Duration orphanInterval,
    @Nullable Duration landingAge,
    @DefaultValue("30d") Duration historyAge) {}
