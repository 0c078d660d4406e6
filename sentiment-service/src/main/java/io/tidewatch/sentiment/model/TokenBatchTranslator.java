package io.tidewatch.sentiment.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pads a batch to its longest text, and returns one row of outputs per text. */
final class TokenBatchTranslator implements NoBatchifyTranslator<List<TokenizedText>, float[][]> {
  private final @Nullable OutputMapping mapping;
  private final boolean tokenTypes;

  TokenBatchTranslator(@Nullable OutputMapping mapping, boolean tokenTypes) {
    this.mapping = mapping;
    this.tokenTypes = tokenTypes;
  }

  @Override
  public NDList processInput(TranslatorContext context, List<TokenizedText> batch) {
    NDList inputs = PaddedBatch.inputs(context.getNDManager(), batch);
    if (tokenTypes) {
      inputs.add(inputs.getFirst().zerosLike());
    }
    return inputs;
  }

  @Override
  public float[][] processOutput(TranslatorContext context, NDList outputs) {
    NDArray rows = outputs.getFirst();
    float[] values = rows.toFloatArray();
    int width = Math.toIntExact(rows.getShape().get(1));
    float[][] result = new float[values.length / width][];
    for (int i = 0; i < result.length; i++) {
      float[] row = Arrays.copyOfRange(values, i * width, (i + 1) * width);
      result[i] = mapping == null ? row : mapping.apply(row);
    }
    return result;
  }
}
