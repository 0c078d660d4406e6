package io.tidewatch.sentiment.training;

import java.util.Arrays;
import java.util.Random;

/**
 * Vectors with their targets, row by row.
 *
 * @param vectors encoder outputs
 * @param targets targets as {@link HeadLoss#target} lays them out
 */
record Examples(float[][] vectors, float[][] targets) {

  int size() {
    return vectors.length;
  }

  Examples scaledBy(Scaling scaling) {
    return new Examples(
        Arrays.stream(vectors).map(scaling::apply).toArray(float[][]::new), targets);
  }

  Examples slice(int from, int to) {
    return new Examples(
        Arrays.copyOfRange(vectors, from, to), Arrays.copyOfRange(targets, from, to));
  }

  Examples shuffled(Random random) {
    float[][] inputs = vectors.clone();
    float[][] outputs = targets.clone();
    for (int i = inputs.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float[] input = inputs[i];
      inputs[i] = inputs[j];
      inputs[j] = input;
      float[] output = outputs[i];
      outputs[i] = outputs[j];
      outputs[j] = output;
    }
    return new Examples(inputs, outputs);
  }
}
