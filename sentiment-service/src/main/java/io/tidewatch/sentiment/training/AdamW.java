package io.tidewatch.sentiment.training;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Adam with decoupled weight decay over one flat array, whose moments can be kept and put back. One
 * pass over memory a step, in pieces that stay in the processor's cache.
 */
final class AdamW {
  private static final int PIECE = 8192;
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final float[] first;
  private final float[] second;

  AdamW(int size) {
    this(new float[size], new float[size]);
  }

  /** Goes on with moments of an earlier run. */
  AdamW(float[] first, float[] second) {
    this.first = first;
    this.second = second;
  }

  float[] first() {
    return first;
  }

  float[] second() {
    return second;
  }

  /**
   * Moves the weights against their gradient and sets the gradient back to zero.
   *
   * @param step number of this step, from 1
   * @param decay share of each weight that a learning rate of 1 takes away
   * @param scale factor on the gradient, for clipping
   */
  void step(
      FloatBuffer weights,
      FloatBuffer gradient,
      long step,
      double rate,
      double decay,
      float scale) {
    float corrected =
        (float) (rate * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step)));
    float epsilon = (float) (EPSILON * Math.sqrt(1 - Math.pow(BETA2, step)));
    float keep = (float) (1 - rate * decay);
    int pieces = (first.length + PIECE - 1) / PIECE;
    IntStream.range(0, pieces)
        .parallel()
        .forEach(piece -> move(weights, gradient, piece * PIECE, corrected, epsilon, keep, scale));
  }

  private void move(
      FloatBuffer weights,
      FloatBuffer gradient,
      int from,
      float rate,
      float epsilon,
      float keep,
      float scale) {
    int size = Math.min(PIECE, first.length - from);
    float[] w = new float[size];
    float[] g = new float[size];
    float[] m = Arrays.copyOfRange(first, from, from + size);
    float[] v = Arrays.copyOfRange(second, from, from + size);
    weights.get(from, w);
    gradient.get(from, g);
    for (int i = 0; i < size; i++) {
      float slope = g[i] * scale;
      m[i] = BETA1 * m[i] + (1 - BETA1) * slope;
      v[i] = BETA2 * v[i] + (1 - BETA2) * slope * slope;
      w[i] = w[i] * keep - rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
    System.arraycopy(m, 0, first, from, size);
    System.arraycopy(v, 0, second, from, size);
    weights.put(from, w);
    Arrays.fill(g, 0);
    gradient.put(from, g);
  }
}
