package io.tidewatch.churn.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job.
 *
 * @param job for example {@code churn.train.customer}
 * @param requestedBy subject of the token, or the event that asked for the run
 * @param message why it failed or was skipped, or what came out
 * @param attempts how often it was started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Run(
    UUID id,
    String job,
    Status status,
    @Nullable String model,
    String requestedBy,
    @Nullable String message,
    Map<String, Long> counts,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    int attempts) {

  /** Where a run stands; {@code SKIPPED}: there was nothing that could be done, see message. */
  public enum Status {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    SKIPPED
  }
}
