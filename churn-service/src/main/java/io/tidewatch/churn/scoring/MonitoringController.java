package io.tidewatch.churn.scoring;

import io.tidewatch.churn.drift.DriftReport;
import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.platform.problem.NotFoundException;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows how far the last batch was from the training data. */
@RestController
class MonitoringController {
  private final ScoredBatches batches;

  MonitoringController(ScoredBatches batches) {
    this.batches = batches;
  }

  /**
   * @param drifted features whose population stability index is above 0.2
   */
  record Monitoring(
      String model,
      String modelVersion,
      long snapshotId,
      Instant measuredAt,
      long rows,
      double scorePsi,
      List<DriftReport.Feature> features,
      List<String> drifted) {}

  @GetMapping("/api/v1/churn/models/{model}/monitoring")
  Monitoring monitoring(@PathVariable String model) {
    ScoredBatches.Batch batch =
        batches
            .last(ChurnModel.named(model))
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "nothing-measured", "Model %s has scored no batch yet.".formatted(model)));
    return new Monitoring(
        model,
        batch.version(),
        batch.snapshotId(),
        batch.scoredAt(),
        batch.rows(),
        batch.drift().scorePsi(),
        batch.drift().features(),
        batch.drift().drifted());
  }
}
