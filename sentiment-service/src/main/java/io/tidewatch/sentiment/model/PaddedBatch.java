package io.tidewatch.sentiment.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Texts side by side, each padded to the longest. Lengths are rounded up to a few steps: the engine
 * keeps compiled code for every shape that it has met.
 */
public final class PaddedBatch {
  private static final long PADDING = 1;
  private static final int LENGTH_STEP = 8;

  private PaddedBatch() {}

  /** Returns token ids and attention mask. */
  public static NDList inputs(NDManager manager, List<TokenizedText> batch) {
    int longest = paddedLength(batch);
    LongBuffer ids = LongBuffer.allocate(batch.size() * longest);
    LongBuffer mask = LongBuffer.allocate(batch.size() * longest);
    for (TokenizedText text : batch) {
      for (int i = 0; i < longest; i++) {
        ids.put(i < text.length() ? text.ids()[i] : PADDING);
        mask.put(i < text.length() ? 1 : 0);
      }
    }
    Shape shape = new Shape(batch.size(), longest);
    return new NDList(
        manager.create(ids.flip(), shape, DataType.INT64),
        manager.create(mask.flip(), shape, DataType.INT64));
  }

  private static int paddedLength(List<TokenizedText> batch) {
    int longest = batch.stream().mapToInt(TokenizedText::length).max().orElse(1);
    return (longest + LENGTH_STEP - 1) / LENGTH_STEP * LENGTH_STEP;
  }
}
