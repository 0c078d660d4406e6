package io.tidewatch.etl.quality;

/**
 * What a check found in one run.
 *
 * @param observed the measured value
 * @param expectation what it should be, for people
 */
public record CheckResult(
    String dataset, String checkId, boolean passed, double observed, String expectation) {}
