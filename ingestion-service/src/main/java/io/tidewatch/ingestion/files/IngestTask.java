package io.tidewatch.ingestion.files;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.RunReports;
import io.tidewatch.ingestion.runs.RunTask;
import io.tidewatch.ingestion.runs.Runs;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Works on queued runs: one persisted task a run. The task of a node that died is taken over, and
 * the batch job that it left open is recovered and goes on with the step that was not done.
 */
@Configuration
class IngestTask {
  private static final Logger log = LoggerFactory.getLogger(IngestTask.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  @Bean
  OneTimeTask<Void> ingestFile(
      JobOperator operator,
      JobRepository repository,
      Job ingest,
      Runs runs,
      RunReports reports,
      FileProperties properties) {
    return Tasks.oneTime(RunTask.DESCRIPTOR)
        .onDeadExecutionRevive()
        .onFailure(
            (complete, operations) ->
                retryOrFail(complete, operations, runs, reports, properties.attempts()))
        .execute((task, context) -> work(task.getId(), operator, repository, ingest));
  }

  private static void work(String run, JobOperator operator, JobRepository repository, Job ingest) {
    JobParameters parameters =
        new JobParametersBuilder().addString(IngestJobConfiguration.RUN, run).toJobParameters();
    forgetInstanceWithoutExecution(repository, parameters);
    try {
      JobExecution last = repository.getLastJobExecution(IngestJobConfiguration.JOB, parameters);
      if (last != null && last.getStatus() == BatchStatus.COMPLETED) {
        return;
      }
      reopen(run, repository, parameters);
      JobExecution done = operator.start(ingest, parameters);
      if (done.getStatus() != BatchStatus.COMPLETED) {
        throw new IllegalStateException(cause(done));
      }
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the run could not be started: " + e.getMessage(), e);
    }
  }

  /**
   * Declares failed what a crash left running, and what a database that went away left as unknown:
   * neither is ever restarted by Batch. Each step may be done again, so that is safe.
   */
  private static void reopen(String run, JobRepository repository, JobParameters parameters) {
    JobInstance instance = repository.getJobInstance(IngestJobConfiguration.JOB, parameters);
    if (instance == null) {
      return;
    }
    LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
    for (JobExecution execution : repository.getJobExecutions(instance)) {
      for (StepExecution step : execution.getStepExecutions()) {
        if (left(step.getStatus())) {
          step.setStatus(BatchStatus.FAILED);
          step.setEndTime(now);
          repository.update(step);
        }
      }
      if (left(execution.getStatus())) {
        log.atInfo().addKeyValue("run", run).log("run was left open by a crash, going on with it");
        execution.setStatus(BatchStatus.FAILED);
        execution.setEndTime(now);
        repository.update(execution);
      }
    }
  }

  private static boolean left(BatchStatus status) {
    return status.isRunning() || status == BatchStatus.STOPPING || status == BatchStatus.UNKNOWN;
  }

  /**
   * A crash between the two inserts of a start leaves an instance that Batch never starts again.
   */
  private static void forgetInstanceWithoutExecution(
      JobRepository repository, JobParameters parameters) {
    JobInstance instance = repository.getJobInstance(IngestJobConfiguration.JOB, parameters);
    if (instance != null && repository.getJobExecutions(instance).isEmpty()) {
      repository.deleteJobInstance(instance);
    }
  }

  private static String cause(JobExecution done) {
    return done.getAllFailureExceptions().stream()
        .findFirst()
        .map(e -> e.getClass().getSimpleName() + ": " + e.getMessage())
        .orElse("the job ended as " + done.getStatus());
  }

  /** Landed rows are announced however long it takes; before that the tries are bounded. */
  private static void retryOrFail(
      ExecutionComplete complete,
      ExecutionOperations<Void> operations,
      Runs runs,
      RunReports reports,
      int attempts) {
    UUID id = UUID.fromString(complete.getExecution().taskInstance.getId());
    Run run = runs.find(id).orElse(null);
    int failures = complete.getExecution().consecutiveFailures + 1;
    if (run == null || run.status().ended()) {
      operations.stop();
      return;
    }
    if (run.landedAt() == null && failures >= attempts) {
      String message =
          "Landing failed %d times, last with: %s. Send the file again when this is repaired."
              .formatted(
                  failures, complete.getCause().map(Throwable::getMessage).orElse("no message"));
      runs.failed(id, message, "landing-failed", null);
      reports.failed(run, message);
      operations.stop();
      return;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(failures, 6));
    operations.reschedule(
        complete,
        complete.getTimeDone().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
  }
}
