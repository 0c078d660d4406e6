package io.tidewatch.dashboard.runs;

import io.tidewatch.contracts.events.PipelineRunReported.State;
import io.tidewatch.contracts.events.RunCounts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job as far as its events tell.
 *
 * @param fraction 0..1, null if unknown
 * @param inputs what was read, one a line
 * @param outputs what was written, one a line
 */
public record PipelineRun(
    String runId,
    String service,
    String job,
    State status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String step,
    @Nullable Double fraction,
    @Nullable String message,
    @Nullable RunCounts counts,
    @Nullable String inputs,
    @Nullable String outputs) {

  /** Whether the run still goes on. */
  public boolean running() {
    return status == State.START || status == State.RUNNING;
  }

  /** How long it took, or has taken until {@code now}. */
  public Duration duration(Instant now) {
    Duration taken = Duration.between(startedAt, endedAt == null ? now : endedAt);
    return taken.isNegative() ? Duration.ZERO : taken;
  }
}
