package io.tidewatch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.lake.LakeAutoConfiguration;
import io.tidewatch.testing.TestingPostgres;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SparkSessionsIntegrationTests {
  @TempDir Path warehouse;

  @Test
  void writesAndReadsLakeTablesOnALazySessionThatStopsWhenIdle() {
    String url = TestingPostgres.databaseWithSchema("lake");
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(LakeAutoConfiguration.class, SparkAutoConfiguration.class))
        .withPropertyValues(
            "tidewatch.lake.catalog.uri=" + url,
            "tidewatch.lake.catalog.user=postgres",
            "tidewatch.lake.catalog.password=postgres",
            "tidewatch.lake.warehouse=file:" + warehouse,
            "tidewatch.spark.master=local[2]",
            "tidewatch.spark.idle-timeout=1s")
        .run(
            context -> {
              SparkSessions sessions = context.getBean(SparkSessions.class);
              assertThat(sessions.open()).isFalse();
              context.getBean(io.tidewatch.lake.Lake.class).catalog();
              Row row =
                  sessions.with(
                      spark -> {
                        spark.range(10).writeTo("lake.processed.numbers").createOrReplace();
                        return spark
                            .sql("select count(*), sum(id) from lake.processed.numbers")
                            .first();
                      });
              assertThat(row.getLong(0)).isEqualTo(10);
              assertThat(row.getLong(1)).isEqualTo(45);
              org.awaitility.Awaitility.await()
                  .atMost(Duration.ofSeconds(20))
                  .until(() -> !sessions.open());
            });
  }
}
