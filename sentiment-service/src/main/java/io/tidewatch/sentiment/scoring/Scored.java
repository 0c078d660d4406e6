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
 * @param truncated whether a part of the text was left out
 * @param windows overlapping parts that the text was read in; 0 for a text without a word
 * @param modelVersion version of the model that scored
 * @param language guess from the text, ISO 639-1, or {@code und}
 */
public record Scored(
    Sentiment sentiment,
    double confidence,
    Map<Sentiment, Double> probabilities,
    boolean truncated,
    int windows,
    String modelVersion,
    String language) {
  /** What is said of a text whose language is unknown. */
  public static final String UNKNOWN_LANGUAGE = "und";

  /** A text without a word says nothing: neutral, with all classes equally likely. */
  static Scored undecided(String modelVersion) {
    double[] equal = {0.2, 0.2, 0.2, 0.2, 0.2};
    return new Scored(
        Sentiment.NEUTRAL, 0.2, shares(equal), false, 0, modelVersion, UNKNOWN_LANGUAGE);
  }

  /**
   * Returns the sentiment for the probabilities of the five classes, from one star to five.
   *
   * @param shares of the five classes, sum 1
   */
  static Scored of(double[] shares, boolean truncated, int windows, String modelVersion) {
    int best = 0;
    for (int i = 1; i < shares.length; i++) {
      best = shares[i] > shares[best] ? i : best;
    }
    return new Scored(
        Sentiment.ofStars(best + 1),
        shares[best],
        shares(shares),
        truncated,
        windows,
        modelVersion,
        UNKNOWN_LANGUAGE);
  }

  Scored in(String guessed) {
    return new Scored(
        sentiment, confidence, probabilities, truncated, windows, modelVersion, guessed);
  }

  private static Map<Sentiment, Double> shares(double[] shares) {
    Map<Sentiment, Double> map = new EnumMap<>(Sentiment.class);
    for (Sentiment sentiment : Sentiment.values()) {
      map.put(sentiment, shares[sentiment.ordinal()]);
    }
    return Collections.unmodifiableMap(map);
  }
}
