package io.tidewatch.launcher.postgres;

import io.tidewatch.launcher.platform.Secrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database with one schema and one role a service; running it again changes nothing. */
final class DatabaseBootstrap {
  private static final List<String> OWN_SCHEMA =
      List.of("ingestion", "etl", "feature", "churn", "sentiment", "dashboard", "lake");
  private static final String MARTS = "marts";
  private static final String MARTS_OWNER = "etl";
  private static final String MARTS_READER = "marts_reader";

  private final Secrets secrets;

  DatabaseBootstrap(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Opens connections as the superuser. */
  interface Connections {
    Connection open(String database) throws SQLException;
  }

  void run(Connections connections) throws SQLException {
    try (Connection connection = connections.open("postgres")) {
      if (!exists(
          connection, "select 1 from pg_database where datname = ?", PostgresServer.DATABASE)) {
        execute(connection, "create database " + PostgresServer.DATABASE);
      }
    }
    try (Connection connection = connections.open(PostgresServer.DATABASE)) {
      connection.setAutoCommit(false);
      for (String name : OWN_SCHEMA) {
        role(connection, name);
        execute(
            connection, "create schema if not exists %s authorization %s".formatted(name, name));
        execute(connection, "alter role %s set search_path = %s".formatted(name, name));
      }
      role(connection, MARTS_READER);
      execute(
          connection,
          "create schema if not exists %s authorization %s".formatted(MARTS, MARTS_OWNER));
      execute(connection, "grant usage on schema %s to %s".formatted(MARTS, MARTS_READER));
      execute(
          connection,
          "grant select on all tables in schema %s to %s".formatted(MARTS, MARTS_READER));
      execute(
          connection,
          "alter default privileges for role %s in schema %s grant select on tables to %s"
              .formatted(MARTS_OWNER, MARTS, MARTS_READER));
      execute(connection, "alter role %s set search_path = %s".formatted(MARTS_READER, MARTS));
      execute(
          connection,
          "alter role %s set default_transaction_read_only = on".formatted(MARTS_READER));
      connection.commit();
    }
  }

  private void role(Connection connection, String name) throws SQLException {
    boolean there = exists(connection, "select 1 from pg_roles where rolname = ?", name);
    // secrets are letters and digits only
    execute(
        connection,
        "%s role %s login password '%s'"
            .formatted(there ? "alter" : "create", name, secrets.databaseRole(name)));
  }

  private static boolean exists(Connection connection, String sql, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
