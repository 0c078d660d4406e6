package io.tidewatch.sentiment.training;

/** Mean and standard deviation of each dimension of the training vectors. */
record Scaling(float[] mean, float[] deviation) {

  static Scaling of(float[][] vectors) {
    int width = vectors[0].length;
    double[] sum = new double[width];
    double[] squares = new double[width];
    for (float[] vector : vectors) {
      for (int i = 0; i < width; i++) {
        sum[i] += vector[i];
        squares[i] += (double) vector[i] * vector[i];
      }
    }
    float[] mean = new float[width];
    float[] deviation = new float[width];
    for (int i = 0; i < width; i++) {
      double average = sum[i] / vectors.length;
      mean[i] = (float) average;
      double variance = squares[i] / vectors.length - average * average;
      deviation[i] = (float) Math.sqrt(Math.max(variance, 1e-8));
    }
    return new Scaling(mean, deviation);
  }

  float[] apply(float[] vector) {
    float[] scaled = new float[vector.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (vector[i] - mean[i]) / deviation[i];
    }
    return scaled;
  }
}
