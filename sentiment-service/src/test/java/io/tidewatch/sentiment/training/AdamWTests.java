package io.tidewatch.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class AdamWTests {
  @Test
  void movesAsThePaperHasItAndClearsTheGradient() {
    int size = 20_000;
    FloatBuffer weights = FloatBuffer.allocate(size);
    AdamW optimizer = new AdamW(size);
    double w = 0.5;
    double m = 0;
    double v = 0;
    for (int i = 0; i < size; i++) {
      weights.put(i, (float) w);
    }
    for (int step = 1; step <= 5; step++) {
      double slope = 0.1 * step - 0.2;
      FloatBuffer gradient = FloatBuffer.allocate(size);
      for (int i = 0; i < size; i++) {
        gradient.put(i, (float) slope * 2);
      }
      optimizer.step(weights, gradient, step, 0.01, 0.1, 0.5f);
      m = 0.9 * m + 0.1 * slope;
      v = 0.999 * v + 0.001 * slope * slope;
      double corrected = m / (1 - Math.pow(0.9, step));
      double root = Math.sqrt(v / (1 - Math.pow(0.999, step)));
      w = w * (1 - 0.01 * 0.1) - 0.01 * corrected / (root + 1e-8);
      assertThat(weights.get(0)).isCloseTo((float) w, within(1e-5f));
      assertThat(weights.get(size - 1)).isEqualTo(weights.get(0));
      assertThat(gradient.get(size / 2)).isZero();
    }
  }
}
