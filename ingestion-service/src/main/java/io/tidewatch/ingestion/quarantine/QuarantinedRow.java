package io.tidewatch.ingestion.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rejected row.
 *
 * @param source SHA-256 of the file it came from, or topic and partition
 * @param position line of the file, row of the sheet or element of the array, from 1; offset of a
 *     topic
 * @param columnName the column at fault; null if it is the whole record
 * @param checkId the check that failed
 * @param value the value at fault; masked if the column is personal
 * @param record the row as the file has it; values of personal columns are masked
 * @param repairedBy the run of the repair that has loaded it since; null if none has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuarantinedRow(
    String dataset,
    String runId,
    String source,
    @Nullable String file,
    @Nullable Long position,
    @Nullable String columnName,
    String checkId,
    String reason,
    @Nullable String value,
    @Nullable String record,
    Instant receivedAt,
    @Nullable String repairedBy) {}
