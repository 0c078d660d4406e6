package io.tidewatch.etl.tables;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a lake table.
 *
 * @param name for example {@code processed.customers}
 * @param snapshotId null if nothing was committed yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LakeTable(
    String name, long rows, @Nullable Long snapshotId, @Nullable Instant committedAt) {}
