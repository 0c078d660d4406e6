package io.tidewatch.sentiment.model;

import java.util.Map;

/**
 * What a model says of itself.
 *
 * @param id name, version and the start of a checksum, as answers carry it
 * @param name short name
 * @param prefix put before every text, as the encoder was trained with it
 * @param maxTokens window that it was trained on; 0 if that is not known
 * @param facts figures and provenance for people, as in the model card
 */
public record ModelIdentity(
    String id, String name, String prefix, int maxTokens, Map<String, Object> facts) {
  /** Copies the facts. */
  public ModelIdentity {
    facts = Map.copyOf(facts);
  }
}
