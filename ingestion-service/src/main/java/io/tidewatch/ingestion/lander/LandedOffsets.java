package io.tidewatch.ingestion.lander;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The next offset of each partition, as properties of the raw table and of quarantine keep it. */
final class LandedOffsets {
  private LandedOffsets() {}

  /** The name of a partition's property. */
  static String property(TopicPartition partition) {
    return partition + ".next-offset";
  }

  /** The next offset of a partition; null if nothing of it has landed. */
  static @Nullable Long next(Map<String, String> properties, TopicPartition partition) {
    String value = properties.get(property(partition));
    return value == null ? null : Long.valueOf(value);
  }
}
