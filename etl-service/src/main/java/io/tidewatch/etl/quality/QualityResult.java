package io.tidewatch.etl.quality;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one check found in one run.
 *
 * @param observed the measured number; null if there was nothing to measure
 * @param expectation in words
 */
public record QualityResult(
    String runId,
    String dataset,
    String checkId,
    boolean passed,
    @Nullable Double observed,
    String expectation,
    Instant checkedAt) {}
