package io.tidewatch.churn.jobs;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.runs.Runs;
import io.tidewatch.churn.scoring.BatchScoring;
import io.tidewatch.churn.training.TrainRequest;
import io.tidewatch.churn.training.Training;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Trains again when data has come that the champion was trained without, as when customers are
 * loaded before their orders. At most {@value #AN_HOUR} such trainings an hour; whether the new
 * version takes over is decided by the registry as always.
 */
@Component
class Retraining {
  private static final Logger log = LoggerFactory.getLogger(Retraining.class);
  private static final String REASON = "new features";
  private static final int AN_HOUR = 3;
  private final JobQueue queue;
  private final BatchScoring scoring;
  private final Runs runs;
  private final Clock clock;

  Retraining(JobQueue queue, BatchScoring scoring, Runs runs, Clock clock) {
    this.queue = queue;
    this.scoring = scoring;
    this.runs = runs;
    this.clock = clock;
  }

  void afterBatch(ChurnModel model) {
    List<String> appeared = scoring.appearedSinceTraining(model);
    if (!appeared.isEmpty()
        && runs.requestedSince(
                Training.job(model), REASON, clock.instant().minus(Duration.ofHours(1)))
            < AN_HOUR) {
      log.info("Training again model={} features={}", model.wireName(), appeared);
      queue.train(model, TrainRequest.DEFAULT, REASON);
    }
  }
}
