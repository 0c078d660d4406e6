package io.tidewatch.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.springframework.test.context.DynamicPropertyRegistry;

/** One real PostgreSQL server a test JVM, with a fresh database for whoever asks. */
public final class TestingPostgres {
  private static final EmbeddedPostgres SERVER = start();

  private TestingPostgres() {}

  /**
   * A new empty database with a schema.
   *
   * @param schema becomes the default schema of the returned JDBC address
   * @return a JDBC address with user and password in it
   */
  public static String databaseWithSchema(String schema) {
    String database = "t" + UUID.randomUUID().toString().replace("-", "");
    execute(SERVER.getJdbcUrl("postgres", "postgres"), "create database " + database);
    String url = SERVER.getJdbcUrl("postgres", database);
    execute(url, "create schema if not exists " + schema);
    return url + "&password=postgres&currentSchema=" + schema;
  }

  /**
   * Points {@code spring.datasource} at a fresh database with the schema, and the lake's catalogue
   * at a schema {@code lake} of the same database.
   */
  public static void register(DynamicPropertyRegistry registry, String schema) {
    String url = databaseWithSchema(schema);
    String lake = url.replace("currentSchema=" + schema, "currentSchema=lake");
    execute(url, "create schema if not exists lake");
    registry.add("spring.datasource.url", () -> url);
    registry.add("spring.datasource.username", () -> "postgres");
    registry.add("spring.datasource.password", () -> "postgres");
    registry.add("tidewatch.lake.catalog.uri", () -> lake);
    registry.add("tidewatch.lake.catalog.user", () -> "postgres");
    registry.add("tidewatch.lake.catalog.password", () -> "postgres");
  }

  /** Runs one statement on the database of a JDBC address. */
  public static void execute(String url, String sql) {
    try (Connection connection = java.sql.DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("test database refused: " + sql, e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start for the tests", e);
    }
  }
}
