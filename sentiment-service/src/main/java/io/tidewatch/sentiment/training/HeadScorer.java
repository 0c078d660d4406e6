package io.tidewatch.sentiment.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import java.util.Arrays;

/** Five probabilities of vectors under a head. */
final class HeadScorer {
  private static final int CHUNK = 4096;
  private static final int CLASSES = 5;

  private HeadScorer() {}

  static float[][] probabilities(Head head, float[][] vectors) {
    float[][] result = new float[vectors.length][];
    for (int from = 0; from < vectors.length; from += CHUNK) {
      int to = Math.min(vectors.length, from + CHUNK);
      try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
        NDArray x = manager.create(Arrays.copyOfRange(vectors, from, to));
        for (int i = 0; i < head.layers().size(); i++) {
          Head.Layer layer = head.layers().get(i);
          NDArray weight =
              manager.create(layer.weight(), new Shape(layer.bias().length, layer.inputs()));
          NDArray input = i == 0 ? x : Activation.gelu(x);
          x = Linear.linear(input, weight, manager.create(layer.bias())).singletonOrThrow();
        }
        float[] flat = x.softmax(1).toFloatArray();
        for (int i = from; i < to; i++) {
          int at = (i - from) * CLASSES;
          result[i] = Arrays.copyOfRange(flat, at, at + CLASSES);
        }
      }
    }
    return result;
  }
}
