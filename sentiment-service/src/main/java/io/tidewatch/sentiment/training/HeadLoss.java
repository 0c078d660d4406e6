package io.tidewatch.sentiment.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/**
 * Cross-entropy that respects order: the target of a star count is spread over its neighbours; a
 * row that only has a polarity teaches through the sum of the probabilities of its stars.
 */
final class HeadLoss extends Loss {
  private static final double SHARPNESS = 2.2;
  private static final float FLOOR = 1e-7f;
  private static final int CLASSES = 5;

  HeadLoss() {
    super("HeadLoss");
  }

  /** Returns spread target, group and weight of a row, eleven numbers. */
  static float[] target(LabelledReview row, float weight) {
    float[] target = new float[2 * CLASSES + 1];
    double sum = 0;
    for (int c = 0; c < CLASSES; c++) {
      if (row.hasStars()) {
        target[c] = (float) Math.exp(-SHARPNESS * Math.abs(c - (row.stars() - 1)));
        sum += target[c];
      }
      target[CLASSES + c] = row.hasStars() || row.polarity().covers(c) ? 1 : 0;
    }
    for (int c = 0; c < CLASSES && row.hasStars(); c++) {
      target[c] /= (float) sum;
    }
    target[2 * CLASSES] = weight;
    return target;
  }

  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    NDArray target = labels.singletonOrThrow();
    NDArray logs = predictions.singletonOrThrow().logSoftmax(1);
    NDArray spread = target.get(":, 0:5").mul(logs).sum(new int[] {1});
    NDArray group = logs.exp().mul(target.get(":, 5:10")).sum(new int[] {1}).add(FLOOR).log();
    return spread.add(group).neg().mul(target.get(":, 10")).mean();
  }
}
