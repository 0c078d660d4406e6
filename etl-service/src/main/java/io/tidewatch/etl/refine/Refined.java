package io.tidewatch.etl.refine;

import io.tidewatch.contracts.events.RunCounts;
import org.jspecify.annotations.Nullable;

/**
 * How far a processed table is.
 *
 * @param rawSnapshot the raw snapshot that it was made from; null if there is no raw row
 * @param processedSnapshot the commit that holds the rows
 * @param counts what became of the raw rows
 */
public record Refined(
    String dataset, @Nullable Long rawSnapshot, long processedSnapshot, RunCounts counts) {}
