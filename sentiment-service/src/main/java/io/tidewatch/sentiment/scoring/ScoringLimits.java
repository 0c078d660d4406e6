package io.tidewatch.sentiment.scoring;

import java.time.Duration;

/**
 * How much one model takes on.
 *
 * @param predictors threads that each run a predictor
 * @param microBatch most texts or windows that a predictor takes at a time
 * @param queueCapacity texts or windows that may wait for callers that do not
 * @param retryAfter how long a caller that met a full queue should wait
 * @param windowOverlap word pieces that two windows of a text share
 * @param maxWindows most windows of a text
 */
record ScoringLimits(
    int predictors,
    int microBatch,
    int queueCapacity,
    Duration retryAfter,
    int windowOverlap,
    int maxWindows) {

  /** Returns the texts or windows that may wait besides, for callers that wait for room. */
  int patientCapacity() {
    return Math.max(1, queueCapacity / 2);
  }
}
