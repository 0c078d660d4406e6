package io.tidewatch.dashboard.services;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rejected rows of a data set that one check found in one column.
 *
 * @param columnName null if the whole record is at fault
 * @param repaired how many of the rows a repair has loaded since
 * @param sample the reason of one of them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RejectionGroup(
    String checkId,
    @Nullable String columnName,
    long rows,
    long repaired,
    @Nullable String sample,
    @Nullable Instant lastReceivedAt) {}
