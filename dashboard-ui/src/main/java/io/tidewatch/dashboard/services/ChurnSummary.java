package io.tidewatch.dashboard.services;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the customers of one model spread over the bands.
 *
 * @param mean the mean probability
 * @param histogram customers per tenth of probability, ten numbers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChurnSummary(
    @Nullable String model,
    long scored,
    long high,
    long medium,
    long low,
    @Nullable Double mean,
    @Nullable List<Long> histogram,
    @Nullable Instant scoredAt,
    @Nullable String modelVersion) {

  /** Nobody has been scored. */
  public static final ChurnSummary NONE =
      new ChurnSummary(null, 0, 0, 0, 0, null, null, null, null);

  /** The share of scored customers in the high band, 0..1. */
  public double shareAtRisk() {
    return scored == 0 ? 0 : (double) high / scored;
  }

  /** The summary of one model, from a list or from an object by model name. */
  public static Optional<ChurnSummary> of(String model, JsonNode document, JsonMapper json) {
    JsonNode models = document.has("models") ? document.get("models") : document;
    if (models.isObject()) {
      return Optional.ofNullable(models.get(model))
          .map(m -> json.treeToValue(m, ChurnSummary.class));
    }
    return models
        .valueStream()
        .filter(m -> model.equals(m.path("model").asString("")))
        .findFirst()
        .map(m -> json.treeToValue(m, ChurnSummary.class));
  }
}
