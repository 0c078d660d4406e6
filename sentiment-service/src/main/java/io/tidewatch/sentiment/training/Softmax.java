package io.tidewatch.sentiment.training;

/** Probabilities of logits. */
final class Softmax {
  private Softmax() {}

  static float[] of(float[] logits, double temperature) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit / temperature);
    }
    double sum = 0;
    float[] result = new float[logits.length];
    for (int i = 0; i < result.length; i++) {
      double value = Math.exp(logits[i] / temperature - largest);
      result[i] = (float) value;
      sum += value;
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= (float) sum;
    }
    return result;
  }
}
