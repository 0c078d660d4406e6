package io.tidewatch.sentiment.scoring;

import java.util.List;

/** Probabilities of a text from the model's outputs for its windows. */
final class WindowShares {
  private WindowShares() {}

  /** Returns the mean of the windows' probabilities, each weighted by its word pieces. */
  static double[] mean(List<PendingText> windows) {
    if (windows.size() == 1) {
      return softmax(windows.getFirst().result().join());
    }
    double[] sum = new double[0];
    double tokens = 0;
    for (PendingText window : windows) {
      double[] shares = softmax(window.result().join());
      sum = sum.length == 0 ? new double[shares.length] : sum;
      for (int i = 0; i < shares.length; i++) {
        sum[i] += shares[i] * window.text().length();
      }
      tokens += window.text().length();
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= tokens;
    }
    return sum;
  }

  private static double[] softmax(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] shares = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.exp(logits[i] - largest);
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
