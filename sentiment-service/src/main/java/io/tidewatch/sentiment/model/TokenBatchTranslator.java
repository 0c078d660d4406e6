package io.tidewatch.sentiment.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.util.List;

/** Pads a batch to its longest text, and returns one row of outputs per text. */
final class TokenBatchTranslator implements NoBatchifyTranslator<List<TokenizedText>, float[][]> {
  @Override
  public NDList processInput(TranslatorContext context, List<TokenizedText> batch) {
    return PaddedBatch.inputs(context.getNDManager(), batch);
  }

  @Override
  public float[][] processOutput(TranslatorContext context, NDList outputs) {
    NDArray rows = outputs.singletonOrThrow();
    float[] values = rows.toFloatArray();
    int width = Math.toIntExact(rows.getShape().get(1));
    float[][] result = new float[values.length / width][width];
    for (int i = 0; i < result.length; i++) {
      System.arraycopy(values, i * width, result[i], 0, width);
    }
    return result;
  }
}
