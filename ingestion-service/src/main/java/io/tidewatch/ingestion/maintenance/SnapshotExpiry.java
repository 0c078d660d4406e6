package io.tidewatch.ingestion.maintenance;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.time.Clock;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Expires old snapshots: a commit every few seconds would let a table's metadata, which each commit
 * writes anew, grow without end. Of several instances one does it.
 */
@Configuration
class SnapshotExpiry {
  private static final Logger log = LoggerFactory.getLogger(SnapshotExpiry.class);

  @Bean
  RecurringTask<Void> expireSnapshots(
      Lake lake, DataSets dataSets, MaintenanceProperties properties, Clock clock) {
    return Tasks.recurring("expire-snapshots", FixedDelay.of(properties.interval()))
        .execute(
            (task, context) -> {
              for (DataSet dataSet : dataSets.all()) {
                for (String namespace : List.of(LakeLayout.RAW, LakeLayout.QUARANTINE)) {
                  lake.table(namespace, dataSet.name())
                      .ifPresent(table -> expire(table, properties, clock));
                }
              }
            });
  }

  private static void expire(Table table, MaintenanceProperties properties, Clock clock) {
    try {
      table
          .expireSnapshots()
          .expireOlderThan(clock.instant().minus(properties.snapshotAge()).toEpochMilli())
          .retainLast(properties.snapshotsKept())
          .commit();
    } catch (CommitFailedException busy) {
      log.atInfo().addKeyValue("table", table.name()).log("table is busy, expiry waits a round");
    }
  }
}
