package io.tidewatch.sentiment.scoring;

import io.tidewatch.contracts.events.Sentiment;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The sentiment of a text.
 *
 * @param sentiment most probable class
 * @param confidence its probability, 0..1
 * @param probabilities all five classes in their order, sum 1
 * @param truncated whether the text was longer than the window
 */
public record Scored(
    Sentiment sentiment,
    double confidence,
    Map<Sentiment, Double> probabilities,
    boolean truncated) {

  /** A text without a word says nothing: neutral, with all classes equally likely. */
  static final Scored UNDECIDED =
      new Scored(Sentiment.NEUTRAL, 0.2, shares(new double[] {0.2, 0.2, 0.2, 0.2, 0.2}), false);

  /** Returns the sentiment for the model's five outputs, from one star to five. */
  static Scored ofLogits(float[] logits, boolean truncated) {
    double[] shares = softmax(logits);
    int best = 0;
    for (int i = 1; i < shares.length; i++) {
      best = shares[i] > shares[best] ? i : best;
    }
    return new Scored(Sentiment.ofStars(best + 1), shares[best], shares(shares), truncated);
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

  private static Map<Sentiment, Double> shares(double[] shares) {
    Map<Sentiment, Double> map = new EnumMap<>(Sentiment.class);
    for (Sentiment sentiment : Sentiment.values()) {
      map.put(sentiment, shares[sentiment.ordinal()]);
    }
    return Collections.unmodifiableMap(map);
  }
}
