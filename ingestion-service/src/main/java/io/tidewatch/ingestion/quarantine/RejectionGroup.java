package io.tidewatch.ingestion.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rejected rows of a data set with one reason.
 *
 * @param columnName the column at fault; null if it is the whole record
 * @param rows how many, repaired ones included
 * @param repaired how many of them a repair has loaded since
 * @param sample the reason of one of them
 * @param lastReceivedAt when the newest of them came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RejectionGroup(
    String checkId,
    @Nullable String columnName,
    long rows,
    long repaired,
    String sample,
    Instant lastReceivedAt) {}
