package io.tidewatch.ingestion.lander;

import io.tidewatch.contracts.events.Topics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The next offset of each partition, as properties of the raw table and of quarantine keep it. */
final class LandedOffsets {
  private LandedOffsets() {}

  /** What names a partition as the place where a record came from. */
  static String source(int partition) {
    return Topics.CLICKSTREAM_EVENTS + "-" + partition;
  }

  /** The name of a partition's property. */
  static String property(int partition) {
    return source(partition) + ".next-offset";
  }

  /** The next offset of a partition; null if nothing of it has landed. */
  static @Nullable Long next(Map<String, String> properties, int partition) {
    String value = properties.get(property(partition));
    return value == null ? null : Long.valueOf(value);
  }
}
