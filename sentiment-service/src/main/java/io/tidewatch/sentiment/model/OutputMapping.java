package io.tidewatch.sentiment.model;

import java.util.Arrays;
import java.util.List;

/**
 * Which class each output of a model stands for. A model of three outputs fills three of the five
 * classes; outputs of the same class add up.
 */
public final class OutputMapping {
  /** The classes in the order in which the service reads them. */
  public static final List<String> CLASSES =
      List.of("very_negative", "negative", "neutral", "positive", "very_positive");

  /** The outputs are the five classes. */
  public static final OutputMapping SAME = new OutputMapping(CLASSES);

  private static final double LEAST = 1e-12;

  private final int[] classOfOutput;

  /**
   * Maps the outputs in their order.
   *
   * @param classes name of the class of each output
   * @throws IllegalArgumentException if a name is none of the five
   */
  public OutputMapping(List<String> classes) {
    classOfOutput = classes.stream().mapToInt(OutputMapping::index).toArray();
  }

  /** Returns the outputs in words. */
  public List<String> classes() {
    return Arrays.stream(classOfOutput).mapToObj(CLASSES::get).toList();
  }

  /** Returns five logits with the probabilities of the outputs. */
  float[] apply(float[] outputs) {
    if (outputs.length != classOfOutput.length) {
      throw new ModelUnusableException(
          "The model has %d outputs and %d labels are configured"
              .formatted(outputs.length, classOfOutput.length));
    }
    if (classOfOutput.length == CLASSES.size() && inOrder()) {
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
      shares[classOfOutput[i]] += share;
      sum += share;
    }
    float[] logits = new float[shares.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.log(Math.max(shares[i] / sum, LEAST));
    }
    return logits;
  }

  private boolean inOrder() {
    for (int i = 0; i < classOfOutput.length; i++) {
      if (classOfOutput[i] != i) {
        return false;
      }
    }
    return true;
  }

  private static int index(String name) {
    int index = CLASSES.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("'%s' is none of %s".formatted(name, CLASSES));
    }
    return index;
  }
}
