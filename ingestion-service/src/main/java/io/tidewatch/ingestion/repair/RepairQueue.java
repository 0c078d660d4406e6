package io.tidewatch.ingestion.repair;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.tidewatch.ingestion.runs.RunTask;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes repairs on. */
@Component
class RepairQueue {
  private final Repairs repairs;
  private final SchedulerClient scheduler;
  private final TransactionOperations transactions;
  private final Clock clock;

  RepairQueue(
      Repairs repairs, SchedulerClient scheduler, TransactionOperations transactions, Clock clock) {
    this.repairs = repairs;
    this.scheduler = scheduler;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Registers a repair, its run and the task that works on it, together or not at all. */
  UUID add(Repair repair, String requestedBy) {
    UUID id = UUID.randomUUID();
    Instant now = clock.instant();
    transactions.executeWithoutResult(
        status -> {
          repairs.register(id, repair, requestedBy, now);
          scheduler.scheduleIfNotExists(RunTask.of(id, now));
        });
    return id;
  }
}
