package io.tidewatch.benchmarks.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a piece of work took: seconds by the clock and of processors. */
record Cost(double seconds, double processorSeconds) {
  static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    double[] sorted = costs.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  static String range(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    double[] sorted = costs.stream().mapToDouble(figure).toArray();
    Arrays.sort(sorted);
    return "%.1f (%.1f-%.1f)"
        .formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }
}
