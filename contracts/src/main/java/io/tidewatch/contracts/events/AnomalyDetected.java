package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A metric left its usual range.
 *
 * @param metric for example {@code clicks-per-minute}
 * @param entity what it was measured on: a customer, a data set, a model
 * @param severity {@code info}, {@code warning} or {@code critical}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AnomalyDetected(
    String anomalyId,
    String metric,
    String entity,
    double observed,
    double expected,
    String severity,
    String message,
    Instant detectedAt)
    implements TidewatchEvent {

  public AnomalyDetected {
    Fields.required("anomalyId", anomalyId);
    Fields.required("metric", metric);
    Fields.required("entity", entity);
    Fields.required("detectedAt", detectedAt);
  }

  @Override
  public String topic() {
    return Topics.ANOMALIES_DETECTED;
  }

  @Override
  public String key() {
    return entity;
  }
}
