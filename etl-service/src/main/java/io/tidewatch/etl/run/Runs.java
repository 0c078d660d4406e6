package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.RunCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The runs of the ETL, in PostgreSQL. */
@Repository
class Runs {
  private static final String COLUMNS =
      "id, status, requested_by, requested_at, touched_at, started_at, ended_at, attempts, message, raw_snapshots, counts";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Runs(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Asks for a run: makes one, or tells the one that waits already that more has landed. Returns
   * only once the request is stored.
   */
  Run request(String requestedBy) {
    Timestamp now = Timestamp.from(clock.instant());
    return jdbc.sql(
            "insert into run (id, status, requested_by, requested_at, touched_at) values (:id, 'QUEUED', :by, :now, :now) on conflict (status) where status = 'QUEUED' do update set touched_at = excluded.touched_at returning "
                + COLUMNS)
        .param("id", UUID.randomUUID())
        .param("by", requestedBy)
        .param("now", now)
        .query(this::run)
        .single();
  }

  Optional<Run> queued() {
    return first("status = 'QUEUED'");
  }

  /** A run that a killed process has left behind; there is one worker, so it can be no other's. */
  Optional<Run> abandoned() {
    return first("status = 'RUNNING'");
  }

  Optional<Run> lastSucceeded() {
    return first("status = 'SUCCEEDED'");
  }

  Optional<Run> lastEnded() {
    return first("status in ('SUCCEEDED', 'FAILED')");
  }

  Optional<Run> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from run where id = :id")
        .param("id", id)
        .query(this::run)
        .optional();
  }

  List<Run> page(Run.@Nullable Status status, int page, int size) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from run where (:status::text is null or status = :status) order by requested_at desc limit :size offset :offset")
        .param("status", status == null ? null : status.name())
        .param("size", size)
        .param("offset", (long) page * size)
        .query(this::run)
        .list();
  }

  long count(Run.@Nullable Status status) {
    return jdbc.sql("select count(*) from run where (:status::text is null or status = :status)")
        .param("status", status == null ? null : status.name())
        .query(Long.class)
        .single();
  }

  void started(UUID id, Map<String, Long> rawSnapshots) {
    jdbc.sql(
            "update run set status = 'RUNNING', attempts = attempts + 1, started_at = coalesce(started_at, :now), raw_snapshots = :snapshots::jsonb where id = :id")
        .param("id", id)
        .param("now", Timestamp.from(clock.instant()))
        .param("snapshots", json.writeValueAsString(rawSnapshots))
        .update();
  }

  void succeeded(UUID id, Map<String, RunCounts> counts, @Nullable String message) {
    ended(id, Run.Status.SUCCEEDED, counts, message);
  }

  void failed(UUID id, String message) {
    ended(id, Run.Status.FAILED, Map.of(), message);
  }

  private void ended(
      UUID id, Run.Status status, Map<String, RunCounts> counts, @Nullable String message) {
    jdbc.sql(
            "update run set status = :status, ended_at = :now, counts = :counts::jsonb, message = :message where id = :id")
        .param("id", id)
        .param("status", status.name())
        .param("now", Timestamp.from(clock.instant()))
        .param("counts", json.writeValueAsString(counts))
        .param("message", message)
        .update();
  }

  private Optional<Run> first(String condition) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from run where "
                + condition
                + " order by requested_at desc limit 1")
        .query(this::run)
        .optional();
  }

  private Run run(ResultSet row, int number) throws SQLException {
    return new Run(
        row.getObject("id", UUID.class),
        Run.Status.valueOf(row.getString("status")),
        row.getString("requested_by"),
        row.getTimestamp("requested_at").toInstant(),
        row.getTimestamp("touched_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        row.getInt("attempts"),
        row.getString("message"),
        json.readValue(row.getString("raw_snapshots"), new TypeReference<Map<String, Long>>() {}),
        json.readValue(row.getString("counts"), new TypeReference<Map<String, RunCounts>>() {}));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
