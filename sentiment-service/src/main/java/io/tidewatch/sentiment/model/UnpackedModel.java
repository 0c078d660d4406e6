package io.tidewatch.sentiment.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model as the engine loads it.
 *
 * @param identity what the model says of itself
 * @param script TorchScript archive
 * @param tokenizer tokenizer.json
 * @param outputs what the outputs of the script stand for; absent if it ends in the pooled vector
 * @param tokenTypes whether the script takes token types, all zero, beside ids and mask
 */
public record UnpackedModel(
    ModelIdentity identity,
    Path script,
    Path tokenizer,
    @Nullable OutputMapping outputs,
    boolean tokenTypes) {}
