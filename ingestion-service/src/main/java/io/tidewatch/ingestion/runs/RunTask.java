package io.tidewatch.ingestion.runs;

import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Instant;
import java.util.UUID;

/** The persisted task that works on a queued run. */
public final class RunTask {
  /** One instance a run, named by its id. */
  public static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("ingest-file");

  private RunTask() {}

  /** The task of a run, due at once. */
  public static SchedulableInstance<Void> of(UUID run, Instant now) {
    return DESCRIPTOR.instance(run.toString()).scheduledTo(now);
  }
}
