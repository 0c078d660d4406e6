package io.tidewatch.dashboard.services;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.contracts.events.TextKind;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A review or complaint with its sentiment.
 *
 * @param language as declared; null if not
 * @param givenStars 1..5 as the customer gave them; null if not given
 * @param confidence the probability of {@code sentiment}, 0..1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScoredText(
    String textId,
    TextKind kind,
    @Nullable String language,
    @Nullable String text,
    @Nullable Integer givenStars,
    Sentiment sentiment,
    double confidence,
    Map<Sentiment, Double> probabilities,
    @Nullable Instant writtenAt) {}
