package io.tidewatch.feature.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The runs of this service's jobs. */
@Repository
public class Runs {
  private static final TypeReference<Map<String, Long>> NUMBERS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Runs(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** Records a run that waits for its turn. */
  public void queued(UUID id, String job) {
    jdbc.sql("insert into runs (id, job, status, started_at) values (?, ?, 'QUEUED', ?)")
        .params(id, job, now())
        .update();
  }

  /** The oldest run of a job that waits for its turn. */
  public Optional<UUID> waiting(String job) {
    return jdbc.sql(
            "select id from runs where job = ? and status = 'QUEUED' order by started_at limit 1")
        .param(job)
        .query((row, n) -> row.getObject("id", UUID.class))
        .optional();
  }

  /** Records that a run goes on; one that is not known yet is made. */
  public void running(UUID id, String job, Map<String, Long> inputs) {
    jdbc.sql(
            """
            insert into runs (id, job, status, inputs, started_at)
            values (?, ?, 'RUNNING', ?::jsonb, ?)
            on conflict (id) do update
            set status = 'RUNNING', inputs = excluded.inputs, started_at = excluded.started_at,
                ended_at = null, message = null
            """)
        .params(id, job, json.writeValueAsString(inputs), now())
        .update();
  }

  /** Records that a run has ended well. */
  public void succeeded(
      UUID id, @Nullable Instant asOf, Map<String, Long> outputs, Map<String, Long> rows) {
    jdbc.sql(
            """
            update runs set status = 'SUCCEEDED', as_of = :asOf, outputs = :outputs::jsonb,
                   rows = :rows::jsonb, ended_at = :now where id = :id
            """)
        .param("asOf", asOf == null ? null : asOf.atOffset(ZoneOffset.UTC))
        .param("outputs", json.writeValueAsString(outputs))
        .param("rows", json.writeValueAsString(rows))
        .param("now", now())
        .param("id", id)
        .update();
  }

  /** Records that a run has failed. */
  public void failed(UUID id, String message) {
    jdbc.sql("update runs set status = 'FAILED', message = ?, ended_at = ? where id = ?")
        .params(message, now(), id)
        .update();
  }

  /** Fails the runs of a job that a killed process left; returns their ids. */
  public List<UUID> interrupted(String job) {
    return jdbc.sql(
            """
            update runs set status = 'FAILED', message = 'the service stopped during the run',
                   ended_at = ? where job = ? and status = 'RUNNING' returning id
            """)
        .params(now(), job)
        .query((row, n) -> row.getObject("id", UUID.class))
        .list();
  }

  /** The newest run of a job that ended well. */
  public Optional<Run> latest(String job) {
    return jdbc.sql(
            "select * from runs where job = ? and status = 'SUCCEEDED'"
                + " order by started_at desc limit 1")
        .param(job)
        .query(this::run)
        .optional();
  }

  /** The run of this id. */
  public Optional<Run> find(UUID id) {
    return jdbc.sql("select * from runs where id = ?").param(id).query(this::run).optional();
  }

  List<Run> page(@Nullable String status, int page, int size) {
    return jdbc.sql(
            """
            select * from runs where (:status::text is null or status = :status)
            order by started_at desc, id limit :size offset :offset
            """)
        .param("status", status)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(this::run)
        .list();
  }

  long count(@Nullable String status) {
    return jdbc.sql("select count(*) from runs where (:status::text is null or status = :status)")
        .param("status", status)
        .query(Long.class)
        .single();
  }

  private Run run(ResultSet row, int n) throws SQLException {
    return new Run(
        row.getObject("id", UUID.class),
        row.getString("job"),
        Run.Status.valueOf(row.getString("status")),
        instant(row, "as_of"),
        json.readValue(row.getString("inputs"), NUMBERS),
        json.readValue(row.getString("outputs"), NUMBERS),
        json.readValue(row.getString("rows"), NUMBERS),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        instant(row, "ended_at"),
        row.getString("message"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
