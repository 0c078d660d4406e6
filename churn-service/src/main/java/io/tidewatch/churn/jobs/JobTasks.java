package io.tidewatch.churn.jobs;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.registry.Models;
import io.tidewatch.churn.runs.Run;
import io.tidewatch.churn.runs.RunReports;
import io.tidewatch.churn.runs.Runs;
import io.tidewatch.churn.scoring.BatchScoring;
import io.tidewatch.churn.training.TrainRequest;
import io.tidewatch.churn.training.Training;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the scheduler does with stored work; a failure is tried again a few times, then given up.
 */
@Configuration(proxyBeanMethods = false)
class JobTasks {
  private static final Logger log = LoggerFactory.getLogger(JobTasks.class);
  private static final int RETRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  @Bean
  Task<String> refreshTask(
      JobQueue queue, Models models, BatchScoring scoring, Retraining retraining) {
    return Tasks.oneTime(JobQueue.REFRESH)
        .onFailure(retries())
        .execute(
            (instance, context) -> {
              for (ChurnModel model : ChurnModel.values()) {
                if (models.champion(model).isEmpty()) {
                  queue.train(model, TrainRequest.DEFAULT, instance.getData());
                } else {
                  scoring.bringUpToDate(model, instance.getData());
                  retraining.afterBatch(model);
                }
              }
            });
  }

  @Bean
  Task<String> scoreTask(BatchScoring scoring) {
    return Tasks.oneTime(JobQueue.SCORE)
        .onFailure(retries())
        .execute(
            (instance, context) ->
                scoring.bringUpToDate(ChurnModel.valueOf(instance.getData()), "new champion"));
  }

  @Bean
  Task<TrainTask> trainTask(Training training, Runs runs, RunReports reports) {
    return Tasks.oneTime(JobQueue.TRAIN)
        .onFailure(givingUp(TrainTask::runId, runs, reports))
        .execute(
            (instance, context) -> {
              TrainTask task = instance.getData();
              attempt(
                  task.runId(),
                  runs,
                  reports,
                  run -> training.run(run, task.model(), task.request()));
            });
  }

  @Bean
  Task<ScoreTask> scoreAskedTask(BatchScoring scoring, Runs runs, RunReports reports) {
    return Tasks.oneTime(JobQueue.SCORE_ASKED)
        .onFailure(givingUp(ScoreTask::runId, runs, reports))
        .execute(
            (instance, context) -> {
              ScoreTask task = instance.getData();
              attempt(task.runId(), runs, reports, run -> scoring.bringUpToDate(run, task.model()));
            });
  }

  private static void attempt(UUID id, Runs runs, RunReports reports, Consumer<Run> work) {
    runs.find(id)
        .ifPresent(
            run -> {
              try {
                work.accept(run);
              } catch (RuntimeException e) {
                reports.troubled(run, e);
                throw e;
              }
            });
  }

  @SuppressWarnings("unchecked") // the handler is that of the task's own instances
  private static <T> FailureHandler<T> givingUp(
      Function<T, UUID> runOf, Runs runs, RunReports reports) {
    return FailureHandler.<T>maxRetries(RETRIES)
        .withBackoff(FIRST_PAUSE, 2)
        .thenRemove(
            complete -> {
              UUID id = runOf.apply((T) complete.getExecution().taskInstance.getData());
              Throwable cause =
                  complete
                      .getCause()
                      .orElseGet(() -> new IllegalStateException("the process died"));
              log.error("Run given up run={} reason={}", id, cause.toString());
              runs.find(id).ifPresent(run -> reports.failed(run, cause));
            });
  }

  private static <T> FailureHandler<T> retries() {
    return FailureHandler.<T>maxRetries(RETRIES).withBackoff(FIRST_PAUSE, 2).thenRemove();
  }
}
