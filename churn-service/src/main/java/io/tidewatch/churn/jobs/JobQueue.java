package io.tidewatch.churn.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.registry.ChampionChanged;
import io.tidewatch.churn.runs.Run;
import io.tidewatch.churn.runs.Runs;
import io.tidewatch.churn.scoring.BatchScoring;
import io.tidewatch.churn.training.TrainRequest;
import io.tidewatch.churn.training.Training;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes in work so that it survives a crash: a job is stored in the caller's transaction. */
@Component
class JobQueue {
  /** New curated data: train what has no champion, score the rest; data = who says so. */
  static final TaskDescriptor<String> REFRESH = TaskDescriptor.of("churn-refresh", String.class);

  static final TaskDescriptor<TrainTask> TRAIN = TaskDescriptor.of("churn-train", TrainTask.class);

  /** Score everybody by a new champion; data = the model. */
  static final TaskDescriptor<String> SCORE = TaskDescriptor.of("churn-score", String.class);

  /** Score everybody because somebody has asked. */
  static final TaskDescriptor<ScoreTask> SCORE_ASKED =
      TaskDescriptor.of("churn-score-asked", ScoreTask.class);

  private final ObjectProvider<SchedulerClient> scheduler;
  private final Runs runs;
  private final Clock clock;

  JobQueue(ObjectProvider<SchedulerClient> scheduler, Runs runs, Clock clock) {
    this.scheduler = scheduler;
    this.runs = runs;
    this.clock = clock;
  }

  /** Queues a refresh; asking again under the same id changes nothing. */
  public void refresh(String id) {
    scheduler
        .getObject()
        .scheduleIfNotExists(
            REFRESH.instance(id).data("curated-ready " + id).scheduledTo(clock.instant()));
  }

  /** The run of a queued training: the one that is open already, or a new one. */
  @Transactional
  public Run train(ChurnModel model, TrainRequest request, String requestedBy) {
    Optional<Run> queued = runs.queue(Training.job(model), model.wireName(), requestedBy);
    queued.ifPresent(
        run ->
            scheduler
                .getObject()
                .scheduleIfNotExists(
                    TRAIN
                        .instance(run.id().toString())
                        .data(new TrainTask(run.id(), model, request))
                        .scheduledTo(clock.instant())));
    return queued.or(() -> runs.open(Training.job(model))).orElseThrow();
  }

  /** The run of a queued scoring of everybody. */
  @Transactional
  public Run score(ChurnModel model, String requestedBy) {
    Run run = runs.queue(BatchScoring.JOB, model.wireName(), requestedBy).orElseThrow();
    scheduler
        .getObject()
        .scheduleIfNotExists(
            SCORE_ASKED
                .instance(run.id().toString())
                .data(new ScoreTask(run.id(), model))
                .scheduledTo(clock.instant()));
    return run;
  }

  @EventListener
  public void changed(ChampionChanged change) {
    scheduler
        .getObject()
        .scheduleIfNotExists(
            SCORE
                .instance(change.version() + "/" + UUID.randomUUID())
                .data(change.model().name())
                .scheduledTo(clock.instant()));
  }
}
