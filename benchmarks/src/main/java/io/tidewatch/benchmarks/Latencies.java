package io.tidewatch.benchmarks;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Times from a start to an end that another thread sees, matched by id. */
final class Latencies {
  private final ConcurrentHashMap<String, Long> startedNanos = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

  void started(String id) {
    startedNanos.put(id, System.nanoTime());
  }

  /** Counts the first end of an id; later ones and unknown ids are passed over. */
  void ended(String id) {
    Long start = startedNanos.remove(id);
    if (start != null) {
      nanos.add(System.nanoTime() - start);
    }
  }

  int count() {
    return nanos.size();
  }

  /** The quantile (0..1) in milliseconds, NaN if nothing ended. */
  double quantileMillis(double q) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(q * (sorted.length - 1)))] / 1e6;
  }
}
