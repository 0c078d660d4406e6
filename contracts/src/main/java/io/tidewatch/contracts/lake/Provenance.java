package io.tidewatch.contracts.lake;

import java.util.List;

/** The columns that every raw table carries after its own: where a row came from. */
public final class Provenance {
  /** SHA-256 of the landed file, or the Kafka topic; text. */
  public static final String SOURCE = "_source";

  /** Line in the file (1-based, header counted), or the Kafka offset; long. */
  public static final String POSITION = "_position";

  /**
   * Kafka partition; int, null for files. Iceberg keeps the name without {@code kafka} for itself.
   */
  public static final String PARTITION = "_kafka_partition";

  /** The run that landed the row; text. */
  public static final String RUN = "_run_id";

  /** When the platform received the row; timestamp with zone. */
  public static final String RECEIVED_AT = "_received_at";

  /** When the row was written to the raw table; timestamp with zone. */
  public static final String LANDED_AT = "_landed_at";

  /** All of them, in table order. */
  public static final List<String> COLUMNS =
      List.of(SOURCE, POSITION, PARTITION, RUN, RECEIVED_AT, LANDED_AT);

  private Provenance() {}
}
