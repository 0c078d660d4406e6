package io.tidewatch.feature.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of a job as callers see it.
 *
 * @param job {@code features} or {@code features.training-set}
 * @param asOf the instant up to which data was used; null until known
 * @param inputs Iceberg snapshot id by table read
 * @param outputs Iceberg snapshot id by table written
 * @param rows rows by table written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Run(
    UUID id,
    String job,
    Status status,
    @Nullable Instant asOf,
    Map<String, Long> inputs,
    Map<String, Long> outputs,
    Map<String, Long> rows,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String message) {

  /** The states of a run. */
  public enum Status {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED
  }
}
