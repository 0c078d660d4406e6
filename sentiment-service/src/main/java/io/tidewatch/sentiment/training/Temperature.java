package io.tidewatch.sentiment.training;

import java.util.List;

/** Finds the temperature under which the probabilities of held-out rows fit best. */
final class Temperature {
  private Temperature() {}

  /**
   * Returns the temperature with the least negative log-likelihood of the stars, or of the polarity
   * where only that is known.
   */
  static double fit(List<LabelledReview> rows, float[][] logits) {
    double best = 1;
    double least = Double.MAX_VALUE;
    for (double t = 0.4; t <= 3; t += 0.02) {
      double loss = 0;
      for (int i = 0; i < logits.length; i++) {
        LabelledReview row = rows.get(i);
        float[] probabilities = Softmax.of(logits[i], t);
        loss -=
            Math.log(
                Math.max(
                    1e-9,
                    row.hasStars()
                        ? probabilities[row.stars() - 1]
                        : row.polarity().share(probabilities)));
      }
      if (loss < least) {
        least = loss;
        best = t;
      }
    }
    return best;
  }
}
