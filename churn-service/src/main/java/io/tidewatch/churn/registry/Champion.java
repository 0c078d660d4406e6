package io.tidewatch.churn.registry;

import io.tidewatch.churn.forest.ForestScorer;
import java.time.Instant;

/** The version that serves, loaded. */
public record Champion(String version, Instant trainedAt, ForestScorer scorer) {}
