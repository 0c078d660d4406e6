package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * New rows are readable in a raw table.
 *
 * @param dataset data-set name; the raw table is {@code raw.<dataset>}
 * @param runId the run that landed them
 * @param origin file name, or topic for live landing
 * @param snapshotId Iceberg snapshot that holds them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RawLanded(
    String dataset,
    String runId,
    String origin,
    long snapshotId,
    RunCounts counts,
    Instant landedAt)
    implements TidewatchEvent {

  public RawLanded {
    Fields.required("dataset", dataset);
    Fields.required("runId", runId);
    Fields.required("counts", counts);
    Fields.required("landedAt", landedAt);
  }

  @Override
  public String topic() {
    return Topics.RAW_LANDED;
  }

  @Override
  public String key() {
    return dataset;
  }
}
