package io.tidewatch.sentiment.model;

import java.nio.file.Path;

/**
 * A model as the engine loads it.
 *
 * @param manifest what the model says of itself
 * @param script TorchScript archive
 * @param tokenizer tokenizer.json
 */
public record UnpackedModel(ModelManifest manifest, Path script, Path tokenizer) {}
