package io.tidewatch.launcher.samples;

import io.tidewatch.contracts.events.RunCounts;

/**
 * What one sample file holds and what its ingestion should count.
 *
 * @param flaws rows of each kind of dirt
 */
public record FileCounts(
    String file, String dataset, RunCounts expected, java.util.Map<String, Long> flaws) {

  public FileCounts {
    flaws = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(flaws));
  }
}
