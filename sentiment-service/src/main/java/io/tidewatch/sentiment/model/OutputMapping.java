package io.tidewatch.sentiment.model;

import java.util.List;

/**
 * Which class each output of a model stands for. A model of three outputs fills three of the five
 * classes; outputs of the same class add up.
 *
 * @param classes name of the class of each output, in their order
 */
public record OutputMapping(List<String> classes) {
  /** The classes in the order in which the service reads them. */
  public static final List<String> CLASSES =
      List.of("very_negative", "negative", "neutral", "positive", "very_positive");

  /** The outputs are the five classes. */
  public static final OutputMapping SAME = new OutputMapping(CLASSES);

  private static final double LEAST = 1e-12;

  /**
   * Refuses names that are none of the five.
   *
   * @throws IllegalArgumentException naming the first of them
   */
  public OutputMapping {
    for (String name : classes) {
      if (!CLASSES.contains(name)) {
        throw new IllegalArgumentException("'%s' is none of %s".formatted(name, CLASSES));
      }
    }
    classes = List.copyOf(classes);
  }

  /** Returns five logits with the probabilities of the outputs. */
  float[] apply(float[] outputs) {
    if (outputs.length != classes.size()) {
      throw new ModelUnusableException(
          "The model has %d outputs and %d labels are configured"
              .formatted(outputs.length, classes.size()));
    }
    if (classes.equals(CLASSES)) {
      return outputs;
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (float output : outputs) {
      largest = Math.max(largest, output);
    }
    double[] shares = new double[CLASSES.size()];
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      double share = Math.exp(outputs[i] - largest);
      shares[CLASSES.indexOf(classes.get(i))] += share;
      sum += share;
    }
    float[] logits = new float[shares.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.log(Math.max(shares[i] / sum, LEAST));
    }
    return logits;
  }
}
