package io.tidewatch.sentiment.scoring;

import io.tidewatch.sentiment.model.Precision;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A model in words.
 *
 * @param version as in every answer
 * @param classes labels from one star to five
 * @param device {@code cpu} or {@code cuda:N}
 * @param maxTokens window in word pieces
 * @param maxWindows windows that a long text is read in
 * @param location folder that it was loaded from
 * @param loadedAt when it was ready
 * @param facts provenance and figures from the manifest
 * @param card the model card, Markdown
 */
public record ModelDescription(
    String version,
    String name,
    List<String> classes,
    Precision precision,
    String device,
    int predictors,
    int maxTokens,
    int maxWindows,
    String location,
    Instant loadedAt,
    Map<String, Object> facts,
    String card) {}
