package io.tidewatch.sentiment.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Pads a batch to its longest text, and returns one row of outputs per text. Lengths are rounded up
 * to a few steps: the engine keeps compiled code for every shape that it has met.
 */
final class TokenBatchTranslator implements NoBatchifyTranslator<List<TokenizedText>, float[][]> {
  private static final long PADDING = 1;
  private static final int LENGTH_STEP = 8;

  @Override
  public NDList processInput(TranslatorContext context, List<TokenizedText> batch) {
    int longest = paddedLength(batch);
    LongBuffer ids = LongBuffer.allocate(batch.size() * longest);
    LongBuffer mask = LongBuffer.allocate(batch.size() * longest);
    for (TokenizedText text : batch) {
      for (int i = 0; i < longest; i++) {
        ids.put(i < text.length() ? text.ids()[i] : PADDING);
        mask.put(i < text.length() ? 1 : 0);
      }
    }
    NDManager manager = context.getNDManager();
    Shape shape = new Shape(batch.size(), longest);
    return new NDList(
        manager.create(ids.flip(), shape, DataType.INT64),
        manager.create(mask.flip(), shape, DataType.INT64));
  }

  private static int paddedLength(List<TokenizedText> batch) {
    int longest = batch.stream().mapToInt(TokenizedText::length).max().orElse(1);
    return (longest + LENGTH_STEP - 1) / LENGTH_STEP * LENGTH_STEP;
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
