package io.tidewatch.ingestion.runs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.tidewatch.platform.runs.PipelineRunsAutoConfiguration;
import io.tidewatch.platform.tasks.TasksAutoConfiguration;
import io.tidewatch.testing.TestingPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** Whoever sends a small file waits for its rows, not for the scheduler's next poll. */
@SpringBootTest(
    classes = ImmediateStartIntegrationTests.Tasking.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "db-scheduler.polling-interval=1h")
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  TransactionAutoConfiguration.class,
  FlywayAutoConfiguration.class,
  PipelineRunsAutoConfiguration.class,
  TasksAutoConfiguration.class,
  DbSchedulerAutoConfiguration.class
})
class ImmediateStartIntegrationTests {
  @Autowired SchedulerClient scheduler;
  @Autowired TransactionOperations transactions;
  @Autowired JdbcTemplate jdbc;
  @Autowired Queue<String> done;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestingPostgres.register(registry, "ingestion");
  }

  static class Tasking {
    @Bean
    Queue<String> done() {
      return new ConcurrentLinkedQueue<>();
    }

    @Bean
    Task<Void> task(Queue<String> done) {
      return Tasks.oneTime(RunTask.DESCRIPTOR)
          .execute((instance, context) -> done.add(instance.getId()));
    }
  }

  @Test
  void aTaskStartsWhenItsTransactionIsCommitted() {
    for (int i = 0; i < 5; i++) {
      UUID run = UUID.randomUUID();
      transactions.executeWithoutResult(
          status -> {
            scheduler.scheduleIfNotExists(RunTask.of(run, Instant.now()));
            jdbc.execute("select pg_sleep(0.3)"); // as long as a busy database takes to commit
          });
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> done.contains(run.toString()));
    }
  }
}
