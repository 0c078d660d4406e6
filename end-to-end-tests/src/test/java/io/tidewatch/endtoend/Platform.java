package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A local platform of its own for the tests, started once a JVM through the {@code ./tidewatch}
 * script on shifted ports and a data directory of its own, and taken down at the end.
 */
final class Platform {
  static final int OFFSET = Integer.getInteger("tidewatch.e2e.port-offset", 20_000);
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DATA =
      Path.of(System.getProperty("tidewatch.e2e.data", "target/platform")).toAbsolutePath();
  private static final Path LOGS = Path.of("target/cli").toAbsolutePath();
  private static final List<String> SMALL =
      List.of(
          "--customers",
          "600",
          "--transactions",
          "12000",
          "--clicks",
          "30000",
          "--complaints",
          "200",
          "--reviews",
          "160");

  private static final List<String> INGESTION_ONLY =
      List.of(
          "up",
          "--no-build",
          "--no-samples",
          "--only",
          "postgres,kafka,ingestion-service,dashboard-ui");

  private static boolean running;

  private Platform() {}

  /** Starts the platform with a small set of sample data, unless it is up already. */
  static synchronized void up() {
    if (running) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("up", "--no-build"));
    command.addAll(SMALL);
    start(command);
  }

  /** Starts database, broker, ingestion and the issuer of tokens, with an empty lake. */
  static synchronized void upWithIngestionOnly() {
    if (!running) {
      Result wiped = tidewatch(Duration.ofMinutes(6), "down", "--wipe");
      assertThat(wiped.exitCode()).as("down printed:%n%s", wiped.all()).isZero();
      start(INGESTION_ONLY);
    }
  }

  /** Starts what is missing of {@link #upWithIngestionOnly}. */
  static void bringBackIngestion() {
    Result result = tidewatch(Duration.ofMinutes(6), INGESTION_ONLY.toArray(String[]::new));
    assertThat(result.exitCode()).as("up printed:%n%s", result.all()).isZero();
  }

  private static void start(List<String> command) {
    Runtime.getRuntime().addShutdownHook(new Thread(Platform::down));
    Result result = tidewatch(Duration.ofMinutes(15), command.toArray(String[]::new));
    assertThat(result.exitCode()).as("up printed:%n%s", result.all()).isZero();
    running = true;
  }

  /** Runs as a shutdown hook, for which the module's pom gives surefire's JVM the time. */
  private static void down() {
    if (!Boolean.getBoolean("tidewatch.e2e.keep")) {
      Result result = tidewatch(Duration.ofMinutes(6), "down");
      if (result.exitCode() != 0) {
        System.err.println("down failed and may have left processes: " + result.all());
      }
    }
  }

  /** What a command of the script printed and how it ended. */
  record Result(int exitCode, String output, String errors) {
    String all() {
      return output + errors;
    }
  }

  /** Runs a command of the script to its end. */
  static Result tidewatch(Duration atMost, String... arguments) {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("tidewatch").toString()));
    command.addAll(Arrays.asList(arguments));
    try {
      Files.createDirectories(LOGS);
      Path log = Files.createTempFile(LOGS, arguments[0] + "-", ".log");
      Path errors = Path.of(log + ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(ROOT.toFile())
              .redirectOutput(log.toFile())
              .redirectError(errors.toFile());
      builder.environment().put("TIDEWATCH_NO_BUILD", "true");
      builder.environment().put("TIDEWATCH_PORT_OFFSET", Integer.toString(OFFSET));
      builder.environment().put("TIDEWATCH_DATA", DATA.toString());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "./tidewatch %s did not end within %s and printed:%n%s"
                .formatted(
                    String.join(" ", arguments),
                    atMost,
                    Files.readString(log) + Files.readString(errors)));
      }
      return new Result(
          process.exitValue(),
          Files.readString(log, StandardCharsets.UTF_8),
          Files.readString(errors, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code ./tidewatch status --json}, whatever its exit code. */
  static JsonNode status() {
    Result result = tidewatch(Duration.ofMinutes(1), "status", "--json");
    return JSON.readTree(result.output());
  }

  /** Kills a process as {@code kill -9} does, and waits until it is gone. */
  static void kill(String process) {
    kill(process, handle(process));
  }

  /** A process, to be killed at a moment that matters: to look it up takes seconds. */
  static ProcessHandle handle(String process) {
    return ProcessHandle.of(find(process).get("pid").asLong()).orElseThrow();
  }

  /** Kills a process that was looked up before, and waits until it is gone. */
  static void kill(String process, ProcessHandle handle) {
    handle.destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(health(process)).isEqualTo("dead"));
  }

  /** What {@code status} says of a process. */
  static String health(String process) {
    return find(process).get("health").asString();
  }

  private static JsonNode find(String name) {
    for (JsonNode process : status().get("processes")) {
      if (name.equals(process.get("name").asString())) {
        return process;
      }
    }
    throw new AssertionError("status does not name " + name);
  }

  /** A bearer token with this role. */
  static String token(String role) {
    Result result = tidewatch(Duration.ofMinutes(1), "token", "--role", role);
    assertThat(result.exitCode()).as(result.all()).isZero();
    return result.output().strip();
  }

  /** The base address of a service. */
  static String url(String service) {
    return "http://localhost:" + (port(service) + OFFSET);
  }

  /** The base address of a service's actuator. */
  static String actuatorUrl(String service) {
    return "http://localhost:" + (port(service) + 1000 + OFFSET);
  }

  static String kafka() {
    return "localhost:" + (9092 + OFFSET);
  }

  /** The root of the lake's tables. */
  static String warehouse() {
    return DATA.resolve("lake").toUri().toString();
  }

  /** JDBC address of the lake's catalogue. */
  static String catalog() {
    return "jdbc:postgresql://localhost:%d/tidewatch?currentSchema=lake".formatted(5432 + OFFSET);
  }

  /** A password that the launcher has made up. */
  static String secret(String name) {
    try {
      return Files.readString(DATA.resolve("secrets").resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(String service) {
    Integer port =
        Map.of(
                "dashboard-ui", 8080,
                "ingestion-service", 8081,
                "etl-service", 8082,
                "feature-service", 8083,
                "churn-service", 8084,
                "sentiment-service", 8085)
            .get(service);
    if (port == null) {
      throw new IllegalArgumentException("no service " + service);
    }
    return port;
  }
}
