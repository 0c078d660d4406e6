package io.tidewatch.feature.materialise;

import static org.apache.spark.sql.functions.expr;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The instants that the data reach up to: the newest event of each data set.
 *
 * <p>An event dated after its receipt is an error of the source and moves nothing.
 *
 * @param newest by data set
 * @param received when the newest customer row was received
 */
record AsOf(Map<String, Instant> newest, Optional<Instant> received) {

  static AsOf of(ProcessedTables tables) {
    Dataset<Row> all =
        newest(tables, "clickstream", "event_time")
            .unionByName(newest(tables, "transactions", "invoice_date"))
            .unionByName(newest(tables, "complaints", "cast(complaint_date as timestamp)"))
            .unionByName(newest(tables, "reviews", "written_at"))
            .unionByName(newest(tables, "customers", "_received_at"));
    Map<String, Instant> found = new HashMap<>();
    for (Row row : all.collectAsList()) {
      if (!row.isNullAt(1)) {
        found.put(row.getString(0), row.getTimestamp(1).toInstant());
      }
    }
    return new AsOf(found, Optional.ofNullable(found.remove("customers")));
  }

  private static Dataset<Row> newest(ProcessedTables tables, String name, String time) {
    return tables
        .read(name)
        .agg(
            expr("'%s'".formatted(name)).as("name"),
            expr("max(if(%1$s <= coalesce(_received_at, %1$s), %1$s, null))".formatted(time))
                .as("newest"));
  }

  /** The newest click, or the run's as-of instant if there are no clicks. */
  Instant clicks() {
    return Objects.requireNonNullElse(newest.get("clickstream"), run());
  }

  /** The newest event of all data sets; without events, the newest receipt of a customer. */
  Instant run() {
    Collection<Instant> events = newest.values();
    return events.stream().max(Instant::compareTo).or(() -> received).orElse(Instant.EPOCH);
  }
}
