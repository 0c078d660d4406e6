package io.tidewatch.ingestion.lake;

import io.tidewatch.ingestion.lake.LakeJob.Kind;
import io.tidewatch.ingestion.lake.LakeJob.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The history of work on the lake, in PostgreSQL. */
@Repository
class LakeJobs {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;
  private final UpkeepProperties properties;

  LakeJobs(JdbcClient jdbc, JsonMapper json, Clock clock, UpkeepProperties properties) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.properties = properties;
  }

  UUID queue(Kind kind, @Nullable String subject, String requestedBy) {
    forgetOld();
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into lake_job (id, kind, subject, requested_by, status, requested_at)
            values (:id, :kind, :subject, :by, 'QUEUED', :now)
            """)
        .param("id", id)
        .param("kind", kind.name())
        .param("subject", subject)
        .param("by", requestedBy)
        .param("now", now())
        .update();
    return id;
  }

  void started(UUID id) {
    jdbc.sql(
            "update lake_job set status = 'RUNNING', started_at = coalesce(started_at, :now) where id = :id")
        .param("id", id)
        .param("now", now())
        .update();
  }

  void ended(UUID id, Status status, @Nullable String message, @Nullable Object result) {
    jdbc.sql(
            """
            update lake_job set status = :status, message = :message, result = cast(:result as jsonb), ended_at = :now
            where id = :id
            """)
        .param("id", id)
        .param("status", status.name())
        .param("message", message)
        .param("result", result == null ? null : json.writeValueAsString(result))
        .param("now", now())
        .update();
  }

  /** Keeps what an unfinished piece of work has done so far; its next try adds to it. */
  void progressed(UUID id, Object result) {
    jdbc.sql("update lake_job set result = cast(:result as jsonb) where id = :id")
        .param("id", id)
        .param("result", json.writeValueAsString(result))
        .update();
  }

  Optional<LakeJob> find(UUID id) {
    return jdbc.sql("select * from lake_job where id = :id")
        .param("id", id)
        .query(this::read)
        .optional();
  }

  List<LakeJob> list(@Nullable Kind kind, int page, int size) {
    return jdbc.sql(
            """
            select * from lake_job where (cast(:kind as text) is null or kind = :kind)
            order by requested_at desc, id limit :size offset :skip
            """)
        .param("kind", kind == null ? null : kind.name())
        .param("size", size)
        .param("skip", (long) page * size)
        .query(this::read)
        .list();
  }

  long count(@Nullable Kind kind) {
    return jdbc.sql(
            "select count(*) from lake_job where (cast(:kind as text) is null or kind = :kind)")
        .param("kind", kind == null ? null : kind.name())
        .query(Long.class)
        .single();
  }

  private void forgetOld() {
    jdbc.sql("delete from lake_job where kind <> 'ERASE' and ended_at < :before")
        .param("before", Timestamp.from(clock.instant().minus(properties.historyAge())))
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private LakeJob read(ResultSet row, int number) throws SQLException {
    String result = row.getString("result");
    return new LakeJob(
        row.getObject("id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        row.getString("subject"),
        row.getString("requested_by"),
        Status.valueOf(row.getString("status")),
        row.getTimestamp("requested_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        row.getString("message"),
        result == null ? null : json.readTree(result));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
