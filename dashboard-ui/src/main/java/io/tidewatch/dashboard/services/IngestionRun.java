package io.tidewatch.dashboard.services;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidewatch.contracts.events.RunCounts;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run document of ingestion-service. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record IngestionRun(
    String id,
    @Nullable String job,
    @Nullable String dataset,
    @Nullable String fileName,
    String status,
    @Nullable String step,
    @Nullable Double progress,
    @Nullable RunCounts counts,
    @Nullable Long bytes,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String message) {
  private static final Set<String> MOVING = Set.of("QUEUED", "RUNNING");

  /** Whether nothing will change any more. */
  public boolean ended() {
    return !MOVING.contains(status);
  }
}
