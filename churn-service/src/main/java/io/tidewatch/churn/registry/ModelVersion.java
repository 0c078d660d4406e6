package io.tidewatch.churn.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.churn.evaluation.Interval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A trained model as the registry knows it.
 *
 * @param alias {@code champion}, {@code challenger} or null
 * @param snapshotId Iceberg snapshot of the training table: the same rows can be read again
 * @param location folder of the saved pipeline and of the scorer file
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelVersion(
    String model,
    String version,
    @Nullable String alias,
    Instant trainedAt,
    Interval rocAuc,
    long trainRows,
    long testRows,
    String table,
    long snapshotId,
    String location,
    double trainSeconds,
    JsonNode parameters,
    JsonNode metrics) {

  /** What a list shows of a version. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Summary(
      String model,
      String version,
      @Nullable String alias,
      Instant trainedAt,
      Interval rocAuc,
      long trainRows,
      long testRows) {}

  Summary summary() {
    return new Summary(model, version, alias, trainedAt, rocAuc, trainRows, testRows);
  }
}
