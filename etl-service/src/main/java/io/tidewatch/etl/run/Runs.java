package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.RunCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The runs of this service. */
@Repository
class Runs {
  private static final TypeReference<Map<String, RunCounts>> COUNTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Long>> SNAPSHOTS = new TypeReference<>() {};

  private final JdbcClient sql;
  private final JsonMapper json;

  Runs(JdbcClient sql, JsonMapper json) {
    this.sql = sql;
    this.json = json;
  }

  /** The run that waits, made if there is none; a later request joins it. */
  @Transactional
  Run queued(String trigger, boolean forced, Instant now) {
    return sql.sql(
            """
            insert into runs (id, status, forced, trigger, requested_at)
            values (:id, 'QUEUED', :forced, :trigger, :now)
            on conflict (status) where status = 'QUEUED'
            do update set forced = runs.forced or excluded.forced
            returning *
            """)
        .param("id", UUID.randomUUID())
        .param("forced", forced)
        .param("trigger", trigger)
        .param("now", utc(now))
        .query(this::run)
        .single();
  }

  /**
   * The run to work on, with its attempts counted up: the one that a dead process left, else the
   * one that waits.
   */
  @Transactional
  Optional<Run> begin(Instant now) {
    Optional<Run> left = resume();
    return left.isPresent()
        ? left
        : sql.sql(
                """
                update runs set status = 'RUNNING', attempts = 1, started_at = :now
                where status = 'QUEUED' returning *
                """)
            .param("now", utc(now))
            .query(this::run)
            .optional();
  }

  private Optional<Run> resume() {
    return sql.sql(
            """
            update runs set attempts = attempts + 1, message = null
            where status = 'RUNNING' returning *
            """)
        .query(this::run)
        .optional();
  }

  /** The run that is being worked on. */
  Optional<Run> running() {
    return sql.sql("select * from runs where status = 'RUNNING'").query(this::run).optional();
  }

  /** Whether a run waits. */
  boolean waits() {
    return sql.sql("select exists (select from runs where status = 'QUEUED')")
        .query(Boolean.class)
        .single();
  }

  /** Since when a run waits, if one does. */
  Optional<Instant> waitsSince() {
    return sql.sql("select requested_at as since from runs where status = 'QUEUED'")
        .query((row, i) -> row.getObject("since", OffsetDateTime.class).toInstant())
        .optional();
  }

  /** Removes a run that had nothing to do. */
  void forget(UUID id) {
    sql.sql("delete from runs where id = :id").param("id", id).update();
  }

  void note(UUID id, String message) {
    sql.sql("update runs set message = :message where id = :id")
        .param("message", message)
        .param("id", id)
        .update();
  }

  void succeeded(UUID id, Map<String, RunCounts> counts, Map<String, Long> snapshots, Instant at) {
    sql.sql(
            """
            update runs set status = 'SUCCEEDED', counts = :counts::jsonb,
              snapshots = :snapshots::jsonb, message = null, ended_at = :at
            where id = :id
            """)
        .param("counts", json.writeValueAsString(counts))
        .param("snapshots", json.writeValueAsString(snapshots))
        .param("at", utc(at))
        .param("id", id)
        .update();
  }

  void failed(UUID id, String message, Instant at) {
    sql.sql("update runs set status = 'FAILED', message = :message, ended_at = :at where id = :id")
        .param("message", message)
        .param("at", utc(at))
        .param("id", id)
        .update();
  }

  /** Ended runs whose end is not known to have reached Kafka, oldest first. */
  List<Run> unannounced() {
    return sql.sql(
            """
            select * from runs where not announced and status in ('SUCCEEDED', 'FAILED')
            order by ended_at
            """)
        .query(this::run)
        .list();
  }

  void announced(UUID id) {
    sql.sql("update runs set announced = true where id = :id").param("id", id).update();
  }

  Optional<Run> find(UUID id) {
    return sql.sql("select * from runs where id = :id").param("id", id).query(this::run).optional();
  }

  /** When the newest run began, if one has. */
  Optional<Instant> lastStart() {
    return sql.sql("select max(started_at) as latest from runs")
        .query((row, i) -> Optional.ofNullable(instant(row, "latest")))
        .single();
  }

  List<Run> newestFirst(@Nullable RunStatus status, int page, int size) {
    return sql.sql(
            """
            select * from runs where :status::text is null or status = :status
            order by requested_at desc limit :size offset :offset
            """)
        .param("status", status == null ? null : status.name(), java.sql.Types.VARCHAR)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(this::run)
        .list();
  }

  long count(@Nullable RunStatus status) {
    return sql.sql("select count(*) from runs where :status::text is null or status = :status")
        .param("status", status == null ? null : status.name(), java.sql.Types.VARCHAR)
        .query(Long.class)
        .single();
  }

  private Run run(ResultSet row, int index) throws SQLException {
    return new Run(
        row.getObject("id", UUID.class),
        RunStatus.valueOf(row.getString("status")),
        row.getString("trigger"),
        row.getInt("attempts"),
        json.readValue(row.getString("counts"), COUNTS),
        json.readValue(row.getString("snapshots"), SNAPSHOTS),
        row.getString("message"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        row.getBoolean("forced"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
