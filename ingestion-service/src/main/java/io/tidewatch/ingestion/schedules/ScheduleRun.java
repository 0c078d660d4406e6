package io.tidewatch.ingestion.schedules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of all steps.
 *
 * @param logicalAt the time that it stands for: of the cron expression, of the landing, of the
 *     request
 * @param late whether the time that its schedule allows has gone by
 * @param definition the schedule as it was when the run was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScheduleRun(
    UUID id,
    String schedule,
    @JsonIgnore String definition,
    Instant logicalAt,
    Trigger trigger,
    String requestedBy,
    Status status,
    boolean cancelRequested,
    boolean late,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    List<StepState> steps) {

  /** The step of this name, which must be one. */
  StepState step(String name) {
    return steps.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** What asked for a run. */
  enum Trigger {
    CRON,
    LANDED,
    MANUAL,
    BACKFILL
  }

  /** Where a run or a step stands; {@code SKIPPED}: a step before it has failed. */
  enum Status {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    SKIPPED;

    boolean ended() {
      return this != QUEUED && this != RUNNING;
    }
  }

  /**
   * One step of a run.
   *
   * @param attempts tries so far
   * @param child what does the work: ids of runs here, or the path of a run in another service
   * @param notBefore when the next try is due
   * @param message how it ended, or why the last try failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StepState(
      String name,
      Status status,
      int attempts,
      @Nullable String child,
      @Nullable Instant notBefore,
      @Nullable String message,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {}

  /** A line of a run's log. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LogLine(Instant at, @Nullable String step, String message) {}
}
