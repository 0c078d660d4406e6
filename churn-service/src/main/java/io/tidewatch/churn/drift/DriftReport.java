package io.tidewatch.churn.drift;

import java.util.List;

/**
 * How far the rows of one batch are from those of the training part.
 *
 * @param scorePsi population stability index of the probabilities
 * @param features the farthest first
 * @param appeared features that were unknown in training and are known now: the model was trained
 *     before their data came
 */
public record DriftReport(
    long rows, double scorePsi, List<Feature> features, List<String> appeared) {
  /** From here on a distribution is said to have drifted. */
  public static final double LIMIT = 0.2;

  /**
   * @param psi population stability index
   */
  public record Feature(String feature, double psi) {}

  /** The features above the limit. */
  public List<String> drifted() {
    return features.stream().filter(f -> f.psi() > LIMIT).map(Feature::feature).toList();
  }
}
