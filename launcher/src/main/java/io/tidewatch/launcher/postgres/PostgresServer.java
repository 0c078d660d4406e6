package io.tidewatch.launcher.postgres;

import io.tidewatch.launcher.platform.Component;
import io.tidewatch.launcher.platform.Installation;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.platform.Secrets;
import io.tidewatch.launcher.process.DetachedCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The platform's PostgreSQL: its data survives restarts and {@code kill -9}. */
public final class PostgresServer implements Component {
  public static final String NAME = "postgres";
  public static final String DATABASE = "tidewatch";
  private static final String SUPERUSER = "postgres";

  private final Installation installation;
  private final Secrets secrets;
  private final Path dataDirectory;
  private final PostgresBinaries binaries;

  public PostgresServer(Installation installation, Secrets secrets) {
    this.installation = installation;
    this.secrets = secrets;
    this.dataDirectory = installation.data().resolve(NAME);
    this.binaries = new PostgresBinaries(installation.cache());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(installation.ports().postgres());
  }

  @Override
  public String heap() {
    return "-";
  }

  @Override
  public String mark() {
    return dataDirectory.toString();
  }

  @Override
  public String build() {
    return "postgresql";
  }

  /** Fast shutdown: open sessions are ended instead of waited for. */
  @Override
  public String stopSignal() {
    return "INT";
  }

  @Override
  public List<Path> logs() {
    return List.of(installation.logs().resolve("postgres.log"));
  }

  @Override
  public DetachedCommand prepare() throws IOException {
    Path programs = binaries.unpacked();
    if (!Files.exists(dataDirectory)) {
      initialise(programs);
    }
    new AbandonedServer(dataDirectory).clearAway();
    List<String> command = new ArrayList<>(Unprivileged.prefix());
    command.add(programs.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", dataDirectory.toString()));
    settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return new DetachedCommand(
        command, Map.of("LC_ALL", "C", "TZ", "UTC"), installation.data(), logs().get(0));
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("port", Integer.toString(installation.ports().postgres())),
        Map.entry("listen_addresses", "localhost"),
        Map.entry("unix_socket_directories", ""),
        Map.entry("max_connections", "120"),
        Map.entry("shared_buffers", "96MB"),
        Map.entry("max_wal_size", "512MB"),
        Map.entry("log_min_messages", "warning"),
        Map.entry("log_line_prefix", "%m [%p] %u "),
        Map.entry("timezone", "UTC"),
        Map.entry("log_timezone", "UTC"));
  }

  @Override
  public boolean isReady() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void onReady() {
    try {
      new DatabaseBootstrap(secrets).run(this::connect);
    } catch (SQLException e) {
      throw new LaunchException("database %s cannot be set up: %s".formatted(DATABASE, e), e);
    }
  }

  /** A connection as the superuser. */
  Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", SUPERUSER);
    properties.setProperty("password", secrets.databaseRole(SUPERUSER));
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "5");
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/%s".formatted(installation.ports().postgres(), database),
        properties);
  }

  private void initialise(Path programs) throws IOException {
    Path fresh = dataDirectory.resolveSibling("postgres.new");
    PostgresBinaries.delete(fresh);
    Path passwordFile = Files.createTempFile("tidewatch", ".password"); // readable by us alone
    Files.writeString(passwordFile, secrets.databaseRole(SUPERUSER));
    List<String> command = new ArrayList<>(Unprivileged.prefix());
    command.addAll(
        List.of(
            programs.resolve("bin/initdb").toString(),
            "--pgdata=" + fresh,
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new LaunchException("initdb failed:\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted in initdb", e);
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(fresh, dataDirectory, StandardCopyOption.ATOMIC_MOVE);
  }
}
