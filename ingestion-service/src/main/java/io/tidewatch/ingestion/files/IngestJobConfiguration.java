package io.tidewatch.ingestion.files;

import io.tidewatch.ingestion.reading.FileReading;
import io.tidewatch.ingestion.reading.ReadingLimits;
import java.util.UUID;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration
class IngestJobConfiguration {
  static final String JOB = "ingest";
  static final String RUN = "run";
  private static final String ENDED = "ENDED";

  @Bean
  FileReading fileReading(ReadingLimits limits) {
    return new FileReading(limits);
  }

  @Bean
  TransactionOperations transactionOperations(PlatformTransactionManager transactionManager) {
    return new TransactionTemplate(transactionManager);
  }

  @Bean
  Job ingest(JobRepository repository, IngestJob steps) {
    Step land =
        step(
            repository,
            "land",
            (run, context) -> {
              if (!steps.land(run)) {
                context.getStepContext().getStepExecution().setExitStatus(new ExitStatus(ENDED));
              }
            });
    Step texts = step(repository, "publish-texts", (run, context) -> steps.publishTexts(run));
    Step announce = step(repository, "announce", (run, context) -> steps.announce(run));
    return new JobBuilder(JOB, repository)
        .start(land)
        .on(ENDED)
        .end()
        .from(land)
        .on(ExitStatus.COMPLETED.getExitCode())
        .to(texts)
        .next(announce)
        .from(land)
        .on("*")
        .fail()
        .end()
        .build();
  }

  private interface Work {
    void on(UUID run, ChunkContext context) throws Exception;
  }

  /** A step holds no database transaction: landing a large file takes longer than one should. */
  private static Step step(JobRepository repository, String name, Work work) {
    return new StepBuilder(name, repository)
        .tasklet(
            (contribution, context) -> {
              Object run = context.getStepContext().getJobParameters().get(RUN);
              work.on(UUID.fromString(String.valueOf(run)), context);
              return RepeatStatus.FINISHED;
            },
            new ResourcelessTransactionManager())
        .build();
  }
}
