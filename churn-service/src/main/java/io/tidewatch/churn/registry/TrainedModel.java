package io.tidewatch.churn.registry;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidewatch.churn.drift.DriftBaseline;
import io.tidewatch.churn.evaluation.Evaluation;
import io.tidewatch.churn.features.ChurnModel;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A model fresh from training, its files already stored.
 *
 * @param parameters grid, chosen point, split, seed
 * @param trainSeconds reading, fitting and choosing, without measuring
 */
public record TrainedModel(
    ChurnModel model,
    String version,
    UUID runId,
    String table,
    long snapshotId,
    long trainRows,
    long testRows,
    String location,
    double trainSeconds,
    Map<String, Object> parameters,
    Metrics metrics,
    DriftBaseline driftBaseline) {

  /** The measures and what the forest relies on, the most important feature first. */
  public record Metrics(@JsonUnwrapped Evaluation evaluation, List<Importance> importances) {}

  /**
   * @param importance share of the forest's impurity decrease, of all entries of the feature
   */
  public record Importance(String feature, double importance) {}
}
