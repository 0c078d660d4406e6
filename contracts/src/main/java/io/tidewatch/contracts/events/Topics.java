package io.tidewatch.contracts.events;

import java.util.List;

/** The names of all Kafka topics of the platform. */
public final class Topics {
  public static final String CLICKSTREAM_EVENTS = "clickstream.events.v1";
  public static final String REVIEWS_RECEIVED = "reviews.received.v1";

  /** Compacted: what sites last said about each customer stays readable. */
  public static final String CUSTOMERS_IDENTIFIED = "customers.identified.v1";

  public static final String RAW_LANDED = "lake.raw-landed.v1";
  public static final String PROCESSED_READY = "lake.processed-ready.v1";
  public static final String CURATED_READY = "lake.curated-ready.v1";

  /** Compacted: the latest features of each customer stay readable. */
  public static final String FEATURES_CUSTOMER = "features.customer.v1";

  public static final String CHURN_SCORED = "churn.scored.v1";
  public static final String SENTIMENT_SCORED = "sentiment.scored.v1";
  public static final String ANOMALIES_DETECTED = "anomalies.detected.v1";
  public static final String PIPELINE_RUNS = "pipeline.runs.v1";

  private static final String DEAD_LETTER_SUFFIX = "-dlt";

  private Topics() {}

  /**
   * The dead-letter topic of a topic: records that no retry can save, with the reason as header.
   */
  public static String deadLetter(String topic) {
    return topic + DEAD_LETTER_SUFFIX;
  }

  /** Every topic of the platform, dead-letter topics included. */
  public static List<String> all() {
    return List.of(
        CLICKSTREAM_EVENTS,
        deadLetter(CLICKSTREAM_EVENTS),
        REVIEWS_RECEIVED,
        deadLetter(REVIEWS_RECEIVED),
        CUSTOMERS_IDENTIFIED,
        RAW_LANDED,
        PROCESSED_READY,
        CURATED_READY,
        FEATURES_CUSTOMER,
        CHURN_SCORED,
        SENTIMENT_SCORED,
        ANOMALIES_DETECTED,
        PIPELINE_RUNS);
  }

  /** The topics whose older records of a key may be dropped by the broker. */
  public static List<String> compacted() {
    return List.of(CUSTOMERS_IDENTIFIED, FEATURES_CUSTOMER);
  }
}
