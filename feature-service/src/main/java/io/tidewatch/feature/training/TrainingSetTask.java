package io.tidewatch.feature.training;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The persisted task that builds an ordered training set; tried three times. */
@Configuration(proxyBeanMethods = false)
class TrainingSetTask {
  static final TaskDescriptor<TrainingSetOrder> TASK =
      TaskDescriptor.of("training-set", TrainingSetOrder.class);

  private static final int TRIES = 3;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Bean
  OneTimeTask<TrainingSetOrder> buildTrainingSet(TrainingSets sets) {
    return Tasks.oneTime(TASK)
        .onFailure(
            (failed, operations) -> {
              if (failed.getExecution().consecutiveFailures < TRIES - 1) {
                operations.reschedule(failed, failed.getTimeDone().plus(RETRY_AFTER));
              } else {
                operations.stop();
              }
            })
        .onDeadExecutionRevive()
        .execute((instance, context) -> sets.build(instance.getData()));
  }
}
