package io.tidewatch.launcher.samples;

/** Splits a whole number by weights so that the parts sum up exactly. */
final class Shares {
  private Shares() {}

  static int[] of(int total, double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    int[] parts = new int[weights.length];
    double carried = 0;
    int given = 0;
    for (int i = 0; i < weights.length; i++) {
      carried += total * weights[i] / sum;
      parts[i] = (int) Math.round(carried) - given;
      given += parts[i];
    }
    return parts;
  }
}
