package io.tidewatch.dashboard.services;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One rejected row, with where it stood and why.
 *
 * @param source SHA-256 of the file, or topic and partition
 * @param position line of the file, or offset
 * @param repairedBy the run that has loaded it since; null if none has
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QuarantinedRow(
    @Nullable String runId,
    @Nullable String dataset,
    @Nullable String source,
    @Nullable String file,
    @Nullable Long position,
    @Nullable String columnName,
    @Nullable String checkId,
    @Nullable String reason,
    @Nullable String value,
    @Nullable String record,
    @Nullable Instant receivedAt,
    @Nullable String repairedBy) {}
