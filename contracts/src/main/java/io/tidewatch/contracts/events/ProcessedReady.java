package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;

/**
 * An ETL run has brought the processed tables and marts up to date.
 *
 * @param snapshots Iceberg snapshot id by processed table, for example {@code processed.customers}
 * @param counts rows over all data sets of the run
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProcessedReady(
    String runId, Map<String, Long> snapshots, RunCounts counts, Instant readyAt)
    implements TidewatchEvent {

  public ProcessedReady {
    Fields.required("runId", runId);
    snapshots = Map.copyOf(snapshots);
    Fields.required("readyAt", readyAt);
  }

  @Override
  public String topic() {
    return Topics.PROCESSED_READY;
  }

  @Override
  public String key() {
    return "etl";
  }
}
