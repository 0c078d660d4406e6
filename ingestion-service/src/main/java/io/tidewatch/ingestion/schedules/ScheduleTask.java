package io.tidewatch.ingestion.schedules;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Schedules as persisted tasks: of several instances one looks for what is due, and one works on
 * each run; the task of an instance that died is taken over.
 */
@Configuration
class ScheduleTask {
  /** One instance a run, named by its id; it comes back until the run has ended. */
  static final TaskDescriptor<Void> RUN = TaskDescriptor.of("schedule-run");

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  @Bean
  RecurringTask<Void> dueSchedules(
      ScheduleProperties properties, ObjectProvider<ScheduleClock> clock) {
    return Tasks.recurring("schedule-clock", FixedDelay.of(properties.tick()))
        .execute((task, context) -> clock.getObject().tick());
  }

  /**
   * @param work looked up late: the scheduler is made of its tasks, and downloads need the
   *     scheduler
   */
  @Bean
  CustomTask<Void> scheduleRunTask(ObjectProvider<ScheduleWork> work) {
    return Tasks.custom(RUN)
        .onDeadExecutionRevive()
        .onFailure(
            (complete, operations) ->
                operations.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE)))
        .execute(
            (task, context) -> {
              Optional<Instant> again = work.getObject().advance(UUID.fromString(task.getId()));
              return (complete, operations) ->
                  again.ifPresentOrElse(
                      at -> operations.reschedule(complete, at), operations::remove);
            });
  }
}
