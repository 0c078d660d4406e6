package io.tidewatch.etl.run;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets db-scheduler work off runs, in whichever process lives. */
@Configuration(proxyBeanMethods = false)
class RunTask {

  @Bean
  Task<Void> etlTask(RunWorker worker, Runs runs, RunSchedule schedule) {
    return Tasks.custom(RunSchedule.TASK, Void.class)
        .onFailure((complete, operations) -> failed(worker, runs, schedule, complete, operations))
        .onDeadExecutionRevive()
        .execute(
            (instance, context) -> {
              worker.work();
              return (complete, operations) -> {
                operations.remove();
                // a request that came while this one worked found it there and left it alone
                if (runs.waits()) {
                  schedule.soon();
                } else if (worker.landed()) {
                  schedule.atLivePace();
                }
              };
            });
  }

  private static void failed(
      RunWorker worker,
      Runs runs,
      RunSchedule schedule,
      ExecutionComplete complete,
      ExecutionOperations<Void> operations) {
    Throwable cause =
        complete.getCause().orElseGet(() -> new IllegalStateException("no cause was given"));
    int failures = complete.getExecution().consecutiveFailures + 1;
    Optional<Instant> again = worker.attemptFailed(cause, failures);
    if (again.isPresent()) {
      operations.reschedule(complete, again.get());
      return;
    }
    operations.remove();
    worker.announceEnded();
    if (runs.waits()) {
      schedule.soon();
    }
  }
}
