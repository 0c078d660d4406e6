package io.tidewatch.ingestion.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.RunCounts;

/** The metrics of this service; tags stand in the description. */
public enum IngestionMetric {
  /** Counter; tags {@code dataset}, {@code outcome}: loaded, quarantined, duplicate, late. */
  ROWS("tidewatch.ingestion.rows"),
  /** Counter; tags {@code dataset}, {@code status}: the status in which a run ended. */
  RUNS("tidewatch.ingestion.runs"),
  /** Counter; tag {@code outcome}: accepted, rejected, overloaded, unavailable. */
  EVENTS("tidewatch.ingestion.events"),
  /** Gauge; tag {@code table}: records of its topic that are not landed yet. */
  LANDER_LAG("tidewatch.lander.lag"),
  /** Gauge, seconds; tag {@code table}: how long the oldest record not landed yet has waited. */
  LANDER_FRESHNESS("tidewatch.lander.freshness"),
  /** Timer; tag {@code outcome}: landed, fenced, failed. */
  LANDER_COMMITS("tidewatch.lander.commits"),
  /**
   * Counter; tag {@code class}: records of the click topic that went to its dead-letter topic:
   * malformed-json, invalid, late.
   */
  LANDER_DEAD_LETTERS("tidewatch.lander.dead-letters"),
  /** Gauge, seconds; tag {@code table}: how long ago the table got its newest rows. */
  TABLE_AGE("tidewatch.lake.table.age"),
  /** Gauge; tag {@code table}: rows of the newest state. */
  TABLE_ROWS("tidewatch.lake.table.rows"),
  /** Gauge; tag {@code table}: data files of the newest state. */
  TABLE_FILES("tidewatch.lake.table.files"),
  /** Counter; tags {@code schedule}, {@code status}: the status in which a run ended. */
  SCHEDULE_RUNS("tidewatch.schedule.runs"),
  /** Counter; tag {@code schedule}: runs that took longer than their schedule allows. */
  SCHEDULE_LATE("tidewatch.schedule.late");

  private final String meterName;

  IngestionMetric(String meterName) {
    this.meterName = meterName;
  }

  /** The meter's name. */
  public String meterName() {
    return meterName;
  }

  /** Counts the rows of a landing by outcome. */
  public static void countRows(MeterRegistry meters, String dataset, RunCounts counts) {
    count(meters, dataset, "loaded", counts.loaded());
    count(meters, dataset, "quarantined", counts.quarantined());
    count(meters, dataset, "duplicate", counts.duplicate());
    count(meters, dataset, "late", counts.late());
  }

  private static void count(MeterRegistry meters, String dataset, String outcome, long rows) {
    if (rows > 0) {
      meters.counter(ROWS.meterName, "dataset", dataset, "outcome", outcome).increment(rows);
    }
  }
}
