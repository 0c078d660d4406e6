package io.tidewatch.platform.tasks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets the scheduler look for due tasks once the transaction that scheduled one is committed. The
 * scheduler's own look comes before the commit, sees nothing, and the task waits for the next poll.
 */
final class StartAfterCommit extends AbstractSchedulerListener {
  private final ObjectProvider<Scheduler> scheduler;
  private final Clock clock;

  StartAfterCommit(ObjectProvider<Scheduler> scheduler, Clock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @Override
  public void onExecutionScheduled(TaskInstanceId task, Instant time) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()
        || time.isAfter(clock.instant())) {
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
          }
        });
  }
}
