package io.tidewatch.benchmarks.sentiment;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.function.LongFunction;

/** Compares the probabilities of two endpoints, so that times of the same work are compared. */
final class Comparison {
  private static final int TEXTS = 40;

  /** Far from the texts that are measured. */
  private static final long FIRST = 1_000_000_000L;

  private final HttpClient http;
  private final LongFunction<String> texts;

  Comparison(HttpClient http, LongFunction<String> texts) {
    this.http = http;
    this.texts = texts;
  }

  /** Prints the differences; returns whether the exact peer is within the tolerance of ours. */
  boolean agree(Endpoint ours, Endpoint exact, Endpoint quantised, double tolerance)
      throws IOException, InterruptedException {
    double ofExact = 0;
    double ofQuantised = 0;
    int sameClass = 0;
    for (long i = FIRST; i < FIRST + TEXTS; i++) {
      double[] served = ours.probabilities(http, texts.apply(i));
      double[] eight = quantised.probabilities(http, texts.apply(i));
      ofExact = Math.max(ofExact, largest(served, exact.probabilities(http, texts.apply(i))));
      ofQuantised = Math.max(ofQuantised, largest(served, eight));
      sameClass += highest(served) == highest(eight) ? 1 : 0;
    }
    System.out.printf(
        "largest difference of a probability on %d texts: peer's graph in fp32 %.2e (tolerance %.0e),"
            + " in 8 bit %.2e; same class in 8 bit: %d%n",
        TEXTS, ofExact, tolerance, ofQuantised, sameClass);
    return ofExact <= tolerance;
  }

  private static double largest(double[] one, double[] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs(one[i] - other[i]));
    }
    return largest;
  }

  private static int highest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
