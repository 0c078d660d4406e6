package io.tidewatch.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.launcher.platform.Installation;
import io.tidewatch.launcher.platform.Ports;
import io.tidewatch.launcher.platform.Secrets;
import io.tidewatch.launcher.platform.Service;
import io.tidewatch.launcher.process.OwnProcess;
import io.tidewatch.launcher.process.ProcessRecords;
import io.tidewatch.launcher.process.StartedProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a person runs it: a JVM of its own that starts others and ends. */
class StoresIntegrationTests {
  @TempDir static Path folder;
  private final int offset = freeOffset();
  private final Installation installation =
      new Installation(folder, folder.resolve("data"), new Ports(offset));

  @AfterEach
  void stop() throws Exception {
    tidewatch("down");
  }

  @Test
  void storesOutliveTheLauncherAndCrashesAndGoDownWithoutARemnant() throws Exception {
    Answer up = tidewatch("up", "--only", "postgres,kafka");
    assertThat(up.text()).contains("postgres", "kafka", "started");
    assertThat(up.code()).isZero();
    List<StartedProcess> started = new ProcessRecords(installation.run()).all();
    assertThat(started).hasSize(2).allMatch(p -> OwnProcess.of(p).isPresent());

    asService("create table if not exists visits (id int primary key)");
    asService("insert into visits values (1)");
    createTopic("t.v1");

    Answer status = tidewatch("status", "--json");
    assertThat(status.code()).as("six services are down").isEqualTo(1);
    assertThat(status.text())
        .contains("\"name\" : \"kafka\"", "\"health\" : \"healthy\"", "\"health\" : \"down\"");

    started.forEach(p -> ProcessHandle.of(p.pid()).orElseThrow().destroyForcibly());
    Awaitility.await().until(() -> started.stream().allMatch(p -> OwnProcess.of(p).isEmpty()));
    assertThat(tidewatch("status").text()).contains("dead");

    assertThat(tidewatch("up", "--only", "postgres,kafka").code()).isZero();
    assertThat(asService("select count(*) from visits")).isEqualTo(1);
    assertThat(topics()).contains("t.v1");

    List<StartedProcess> restarted = new ProcessRecords(installation.run()).all();
    assertThat(tidewatch("down", "--wipe").code()).isZero();
    assertThat(restarted).allMatch(p -> OwnProcess.of(p).isEmpty());
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(p -> OwnProcess.commandLine(p).contains(installation.data().toString()));
    assertThat(installation.data()).doesNotExist();
  }

  private int asService(String sql) throws SQLException {
    String role = Service.INGESTION.schema();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/tidewatch".formatted(5432 + offset),
                role,
                new Secrets(installation.secrets()).databaseRole(role));
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return 0;
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }

  private void createTopic(String name) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private java.util.Set<String> topics() throws Exception {
    try (Admin admin = admin()) {
      return admin.listTopics().names().get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", "localhost:" + installation.ports().kafka()));
  }

  private record Answer(int code, String text) {}

  private Answer tidewatch(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.tidewatch.launcher.Tidewatch"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TIDEWATCH_HOME", folder.toString());
    builder.environment().put("TIDEWATCH_DATA", installation.data().toString());
    builder.environment().put("TIDEWATCH_PORT_OFFSET", Integer.toString(offset));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }

  private static int freeOffset() {
    for (int tries = 0; tries < 50; tries++) {
      int offset = ThreadLocalRandom.current().nextInt(11_000, 22_000);
      if (isFree(5432 + offset) && isFree(9092 + offset) && isFree(9093 + offset)) {
        return offset;
      }
    }
    throw new IllegalStateException("no free ports");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
