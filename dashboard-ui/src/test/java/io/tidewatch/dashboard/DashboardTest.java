package io.tidewatch.dashboard;

import io.tidewatch.dashboard.testing.TestingMarts;
import io.tidewatch.dashboard.testing.TestingServices;
import io.tidewatch.testing.TestingKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The platform that every test of the whole dashboard runs on; started once. */
public final class DashboardTest {
  /** All services. */
  public static final TestingServices SERVICES = new TestingServices();

  /** Filled marts and the dashboard's own schema. */
  public static final TestingMarts MARTS = new TestingMarts().fill();

  /** The password of the user {@code admin}. */
  public static final String ADMIN_PASSWORD = "the-admin-password";

  /** The secret of the client {@code tidewatch-cli}. */
  public static final String CLI_SECRET = "the-cli-secret";

  private static final Path DATA = temporary();

  private DashboardTest() {}

  /** Points a dashboard at the platform. */
  public static void register(DynamicPropertyRegistry registry) {
    TestingKafka.register(registry);
    SERVICES.register(registry);
    MARTS.register(registry);
    registry.add("tidewatch.data-directory", DATA::toString);
    registry.add("tidewatch.dashboard.issuer.admin-password", () -> ADMIN_PASSWORD);
    registry.add("tidewatch.dashboard.issuer.cli-secret", () -> CLI_SECRET);
    registry.add("tidewatch.dashboard.issuer.users.rita.password", () -> "rita-password");
    registry.add("tidewatch.dashboard.issuer.users.rita.role", () -> "READER");
    registry.add("management.server.port", () -> "0");
    registry.add("server.port", () -> "0");
    registry.add("tidewatch.security.issuer", () -> "http://localhost:8080");
  }

  /** The dashboard's data directory. */
  public static Path dataDirectory() {
    return DATA;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("dashboard-tests");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
