package io.tidewatch.ingestion;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.core.env.Environment;

/** The service once more, in a process of its own, on the same database, broker and lake. */
public final class SecondInstance implements Closeable {
  /** What it is called in the scheduler's table. */
  public static final String NAME = "second";

  private static final List<String> SHARED =
      List.of(
          "spring.datasource.url",
          "spring.datasource.username",
          "spring.datasource.password",
          "spring.kafka.bootstrap-servers",
          "tidewatch.lake.warehouse",
          "tidewatch.lake.catalog.uri",
          "tidewatch.lake.catalog.user",
          "tidewatch.lake.catalog.password",
          "tidewatch.services.etl.url",
          "tidewatch.ingestion.downloads.private-addresses",
          "tidewatch.ingestion.schedules.token-uri",
          "tidewatch.ingestion.schedules.client-secret",
          "tidewatch.ingestion.schedules.tick",
          "tidewatch.ingestion.schedules.look",
          "db-scheduler.polling-interval");

  private final Process process;

  private SecondInstance(Process process) {
    this.process = process;
  }

  /** Starts it with the settings of this one; its output goes to the build folder. */
  public static SecondInstance start(Environment environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-Duser.timezone=UTC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(IngestionApplication.class.getName());
    command.addAll(List.of("--server.port=0", "--management.server.port=0"));
    command.add("--db-scheduler.scheduler-name=" + NAME);
    command.add("--tidewatch.ingestion.lander.enabled=false");
    for (String property : SHARED) {
      command.add("--%s=%s".formatted(property, environment.getRequiredProperty(property)));
    }
    return new SecondInstance(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "second-instance.log").toFile())
            .start());
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
