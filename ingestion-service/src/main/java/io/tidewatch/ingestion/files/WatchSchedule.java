package io.tidewatch.ingestion.files;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks into the watched folder now and then; of several instances one does it. */
@Configuration
@ConditionalOnProperty("tidewatch.ingestion.watch.folder")
class WatchSchedule {

  /**
   * @param folder looked up late: the scheduler is made of its tasks, and uploads need the
   *     scheduler
   */
  @Bean
  RecurringTask<Void> watchFolder(
      WatchProperties properties, ObjectProvider<WatchedFolder> folder) {
    return Tasks.recurring("watch-folder", FixedDelay.of(properties.interval()))
        .execute((task, context) -> folder.getObject().look());
  }
}
