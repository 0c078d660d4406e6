package io.tidewatch.sentiment.scoring;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A text to score.
 *
 * @param id the caller's name for the text, given back with the answer
 * @param text what the customer wrote, in any language
 * @param customerId who wrote it, given back with the answer
 * @param language ISO 639-1 if the caller knows it, given back with the answer
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ScoreRequest(
    @Nullable String id,
    @NotNull String text,
    @Nullable String customerId,
    @Nullable String language) {

  /** What is given back with the answer must be writable: half a surrogate pair is not. */
  ScoreRequest {
    id = writable(id);
    customerId = writable(customerId);
    language = writable(language);
  }

  private static @Nullable String writable(@Nullable String value) {
    return value == null
        ? null
        : new String(value.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
  }
}
