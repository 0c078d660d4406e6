package io.tidewatch.etl.run;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Looks for due work every few seconds, in one instance of the service at a time: the scheduler's
 * row in PostgreSQL is the lock, and a dead owner's look is taken over by another.
 */
@Configuration(proxyBeanMethods = false)
class EtlSchedule {

  @Bean
  RecurringTask<Void> etlTask(EtlWorker worker) {
    return Tasks.recurring("etl", FixedDelay.of(Duration.ofSeconds(2)))
        .onFailure(
            (complete, operations) ->
                new FailureHandler.OnFailureRetryLater<Void>(Duration.ofSeconds(15))
                    .onFailure(complete, operations))
        .execute((instance, context) -> worker.work());
  }
}
