package io.tidewatch.sentiment.training;

import java.util.List;

/** The loss of {@link HeadLoss}, of single rows and in plain numbers. */
final class RowLoss {
  private static final int CLASSES = 5;

  private RowLoss() {}

  /** Returns the mean over the rows, each with the weight that it has in the training. */
  static double mean(List<LabelledReview> rows, float[][] logits) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < logits.length; i++) {
      float weight = Weights.base(rows.get(i));
      float[] target = HeadLoss.target(rows.get(i), weight);
      sum += weight * of(target, Softmax.of(logits[i], 1));
      weights += weight;
    }
    return sum / Math.max(1e-9, weights);
  }

  private static double of(float[] target, float[] probabilities) {
    double spread = 0;
    double group = 0;
    for (int c = 0; c < CLASSES; c++) {
      spread += target[c] * Math.log(Math.max(1e-9, probabilities[c]));
      group += target[CLASSES + c] * probabilities[c];
    }
    return -spread - Math.log(Math.max(1e-7, group));
  }
}
