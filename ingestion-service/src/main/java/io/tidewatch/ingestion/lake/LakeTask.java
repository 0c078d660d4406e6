package io.tidewatch.ingestion.lake;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.tidewatch.ingestion.lake.LakeJob.Kind;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Work on the lake as persisted tasks: of several instances one does each. */
@Configuration
class LakeTask {
  /** A job that somebody asked for; its data is the customer of an erasure, else empty. */
  static final TaskDescriptor<String> ASKED = TaskDescriptor.of("lake-job", String.class);

  static final String SCHEDULE = "schedule";

  @Bean
  OneTimeTask<String> lakeJob(LakeWork work) {
    return Tasks.oneTime(ASKED)
        .onDeadExecutionRevive()
        .onFailure(
            (complete, operations) -> {
              UUID id = UUID.fromString(complete.getExecution().taskInstance.getId());
              int failures = complete.getExecution().consecutiveFailures + 1;
              if (work.failed(id, failures, complete.getCause().orElse(null))) {
                operations.stop();
              } else {
                operations.reschedule(
                    complete, complete.getTimeDone().plus(Duration.ofSeconds(5L * failures)));
              }
            })
        .execute((task, context) -> work.asked(UUID.fromString(task.getId()), task.getData()));
  }

  @Bean
  RecurringTask<Void> compactTables(LakeWork work, UpkeepProperties properties) {
    return recurring("compact-tables", properties.compactionInterval(), work, Kind.COMPACT);
  }

  @Bean
  RecurringTask<Void> expireSnapshots(LakeWork work, UpkeepProperties properties) {
    return recurring("expire-snapshots", properties.interval(), work, Kind.EXPIRE);
  }

  @Bean
  RecurringTask<Void> removeOrphans(LakeWork work, UpkeepProperties properties) {
    return recurring("remove-orphans", properties.orphanInterval(), work, Kind.ORPHANS);
  }

  @Bean
  @ConditionalOnProperty("tidewatch.ingestion.maintenance.landing-age")
  RecurringTask<Void> removeReceived(LakeWork work, UpkeepProperties properties) {
    return recurring("remove-received", properties.orphanInterval(), work, Kind.RECEIVED);
  }

  private static RecurringTask<Void> recurring(
      String name, Duration interval, LakeWork work, Kind kind) {
    return Tasks.recurring(name, FixedDelay.of(interval))
        .execute((task, context) -> work.scheduled(kind));
  }
}
