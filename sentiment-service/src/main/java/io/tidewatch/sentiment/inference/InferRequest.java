package io.tidewatch.sentiment.inference;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request for scores.
 *
 * @param id the caller's name for the request, given back
 * @param inputs one tensor, {@code text}
 * @param outputs wanted tensors; all if there are none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record InferRequest(
    @Nullable String id,
    @Nullable List<@Nullable Input> inputs,
    @Nullable List<@Nullable Wanted> outputs) {

  /** An input tensor as it came. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Input(
      @Nullable String name,
      @Nullable List<@Nullable Long> shape,
      @Nullable String datatype,
      @Nullable JsonNode data) {}

  /** A wanted output. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Wanted(@Nullable String name) {}
}
