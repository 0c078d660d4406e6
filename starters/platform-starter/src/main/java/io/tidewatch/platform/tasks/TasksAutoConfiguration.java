package io.tidewatch.platform.tasks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import io.tidewatch.platform.runs.PipelineRunsAutoConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Gives a service with persisted tasks their start without a wait for the next poll. */
@AutoConfiguration(
    after = PipelineRunsAutoConfiguration.class,
    beforeName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
@ConditionalOnClass(Scheduler.class)
public class TasksAutoConfiguration {
  @Bean
  SchedulerListener startAfterCommit(ObjectProvider<Scheduler> scheduler, Clock clock) {
    return new StartAfterCommit(scheduler, clock);
  }
}
