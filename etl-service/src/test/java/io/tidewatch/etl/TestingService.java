package io.tidewatch.etl;

import io.tidewatch.testing.TestingKafka;
import io.tidewatch.testing.TestingPostgres;
import io.tidewatch.testing.TestingTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service over a real broker, database, lake and Spark. */
@SpringBootTest(
    properties = {
      "tidewatch.spark.master=local[2]",
      "tidewatch.spark.shuffle-partitions=2",
      "tidewatch.etl.debounce=200ms",
      "tidewatch.etl.live-interval=1s",
      "tidewatch.etl.max-attempts=2",
      "tidewatch.etl.retry-back-off=200ms",
      "db-scheduler.polling-interval=200ms",
      "db-scheduler.heartbeat-interval=5s"
    })
@AutoConfigureMockMvc
@Import(TestingTokens.Keys.class)
public abstract class TestingService {
  protected static final Path WAREHOUSE = warehouse();

  @DynamicPropertySource
  static void backEnds(DynamicPropertyRegistry registry) {
    TestingKafka.register(registry);
    TestingPostgres.register(registry, "etl");
    registry.add("tidewatch.lake.warehouse", () -> WAREHOUSE.toUri().toString());
  }

  private static Path warehouse() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target").toAbsolutePath()), "lake");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
