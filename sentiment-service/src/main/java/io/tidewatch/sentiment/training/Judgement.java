package io.tidewatch.sentiment.training;

import java.util.ArrayList;
import java.util.List;

/**
 * One row beside what a model said of it.
 *
 * @param language language code
 * @param stars true stars, 0 where only the polarity is known
 * @param given stars that the model gave
 * @param polarity true polarity
 * @param givenPolarity polarity with the largest share of the probabilities
 * @param confidence probability of the answer: of the class where stars are known, else of the
 *     polarity
 */
record Judgement(
    String language,
    int stars,
    int given,
    Polarity polarity,
    Polarity givenPolarity,
    double confidence) {

  static List<Judgement> of(List<LabelledReview> rows, float[][] logits, double temperature) {
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      judgements.add(of(rows.get(i), Softmax.of(logits[i], temperature)));
    }
    return judgements;
  }

  static Judgement of(LabelledReview row, float[] probabilities) {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      best = probabilities[c] > probabilities[best] ? c : best;
    }
    Polarity given = Polarity.of(probabilities);
    double confidence = row.hasStars() ? probabilities[best] : given.share(probabilities);
    return new Judgement(
        row.language(), row.stars(), best + 1, row.polarity(), given, Math.min(1, confidence));
  }

  boolean hasStars() {
    return stars > 0;
  }

  /** Returns whether the answer that the confidence is about is right. */
  boolean right() {
    return hasStars() ? stars == given : polarity == givenPolarity;
  }
}
