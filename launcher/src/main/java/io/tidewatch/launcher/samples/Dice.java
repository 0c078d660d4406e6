package io.tidewatch.launcher.samples;

import java.util.List;
import java.util.SplittableRandom;

/** A stream of random choices that is the same for the same seed and purpose. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed, String purpose) {
    this(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
  }

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** A whole number in {@code from..to}, both included. */
  int whole(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  double gaussian() {
    return random.nextGaussian();
  }

  long bits() {
    return random.nextLong();
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** An index, likelier the greater its weight. */
  int weighted(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double point = random.nextDouble() * sum;
    for (int i = 0; i < weights.length - 1; i++) {
      point -= weights[i];
      if (point < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** 1, 2, 3, ... with this mean, never above the limit. */
  int geometric(double mean, int limit) {
    int value = 1;
    while (value < limit && random.nextDouble() < 1 - 1 / mean) {
      value++;
    }
    return value;
  }
}
