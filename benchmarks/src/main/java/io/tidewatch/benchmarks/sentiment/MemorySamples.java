package io.tidewatch.benchmarks.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** Resident memory over time, and the straight line through it. */
final class MemorySamples {
  /** The first part settles: allocators and caches fill. */
  private static final double SETTLING = 0.2;

  /** Samples that follow each other are alike; means of blocks are less so. */
  private static final int BLOCKS = 20;

  private static final int WIDTH = 900;
  private static final int HEIGHT = 240;
  private static final int SECONDS_AN_HOUR = 3600;

  private final List<Sample> samples = new ArrayList<>();

  /**
   * A look at the memory.
   *
   * @param seconds since the start of the load
   */
  private record Sample(double seconds, double megabytes) {}

  void add(double seconds, double megabytes) {
    samples.add(new Sample(seconds, megabytes));
  }

  /** Returns the slope by least squares with its 95 % confidence interval. */
  String line() {
    SimpleRegression line = regression();
    double slope = line.getSlope() * SECONDS_AN_HOUR;
    double either = line.getSlopeConfidenceInterval() * SECONDS_AN_HOUR;
    return String.format(
        Locale.ROOT,
        "resident memory %.0f MB at first, %.0f MB at last, %.0f MB at most; slope %+.1f MB/h"
            + " (95 %%: %+.1f to %+.1f) over means of %d blocks after the first %.0f %%",
        samples.getFirst().megabytes(),
        samples.getLast().megabytes(),
        samples.stream().mapToDouble(Sample::megabytes).max().orElse(Double.NaN),
        slope,
        slope - either,
        slope + either,
        line.getN(),
        SETTLING * 100);
  }

  String csv() {
    return samples.stream()
        .map(s -> String.format(Locale.ROOT, "%.1f,%.2f%n", s.seconds(), s.megabytes()))
        .collect(Collectors.joining("", "seconds,resident_mb\n", ""));
  }

  /**
   * Returns a plot of the samples and the line, from 0 MB up so that a slope looks as big as it is.
   */
  String svg() {
    double most = samples.stream().mapToDouble(Sample::megabytes).max().orElse(1) * 1.1;
    double last = samples.getLast().seconds();
    SimpleRegression line = regression();
    String points =
        samples.stream()
            .map(s -> point(s.seconds() / last, s.megabytes() / most))
            .collect(Collectors.joining(" "));
    String ends =
        point(SETTLING, line.predict(SETTLING * last) / most)
            + " "
            + point(1, line.predict(last) / most);
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
          <rect width="100%%" height="100%%" fill="white"/>
          <polyline points="%s" fill="none" stroke="#2a6f97"/>
          <polyline points="%s" fill="none" stroke="#c1121f" stroke-dasharray="6 4"/>
          <text x="8" y="18">resident memory, %.0f MB at the top, %.0f minutes</text>
        </svg>
        """
        .formatted(WIDTH, HEIGHT, points, ends, most, last / 60);
  }

  private SimpleRegression regression() {
    double last = samples.getLast().seconds();
    List<Sample> settled = samples.stream().filter(s -> s.seconds() >= SETTLING * last).toList();
    SimpleRegression line = new SimpleRegression();
    int size = Math.max(1, settled.size() / BLOCKS);
    for (int from = 0; from + size <= settled.size(); from += size) {
      List<Sample> block = settled.subList(from, from + size);
      line.addData(
          block.stream().mapToDouble(Sample::seconds).average().orElseThrow(),
          block.stream().mapToDouble(Sample::megabytes).average().orElseThrow());
    }
    return line;
  }

  private static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x * WIDTH, HEIGHT * (1 - y));
  }
}
