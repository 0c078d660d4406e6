package io.tidewatch.sentiment.model;

import java.util.List;

/**
 * How a classifier is called that HuggingFace tools exported: {@code model.pt} with {@code
 * (input_ids, attention_mask)} or {@code (input_ids, attention_mask, token_type_ids)} for inputs
 * and logits for its first output, beside {@code tokenizer.json} and perhaps {@code config.json}.
 *
 * @param labels class of each output, in their order; if empty, the usual names in config.json
 * @param prefix put before every text
 * @param tokenTypes whether the module takes a third input, of zeros
 */
public record ExternalModel(List<String> labels, String prefix, boolean tokenTypes) {
  static final String SCRIPT = "model.pt";
  static final String TOKENIZER = "tokenizer.json";
  static final String CONFIG = "config.json";

  /** Copies the labels. */
  public ExternalModel {
    labels = List.copyOf(labels);
  }
}
