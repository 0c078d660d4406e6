package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;

/**
 * The feature views are materialised, offline and online.
 *
 * @param snapshots Iceberg snapshot id by curated table, for example {@code
 *     curated.customer_features}
 * @param customers how many customers have features
 * @param asOf the instant up to which data was used
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CuratedReady(
    String runId, Map<String, Long> snapshots, long customers, Instant asOf, Instant readyAt)
    implements TidewatchEvent {

  public CuratedReady {
    Fields.required("runId", runId);
    snapshots = Map.copyOf(snapshots);
    Fields.required("asOf", asOf);
    Fields.required("readyAt", readyAt);
  }

  @Override
  public String topic() {
    return Topics.CURATED_READY;
  }

  @Override
  public String key() {
    return "features";
  }
}
