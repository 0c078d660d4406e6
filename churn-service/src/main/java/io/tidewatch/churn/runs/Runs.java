package io.tidewatch.churn.runs;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The stored runs. */
@Repository
public class Runs {
  private static final String COLUMNS =
      "id, job, status, model, requested_by, message, counts, requested_at, started_at, ended_at,"
          + " attempts";
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Runs(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** A new queued run; empty if the job is a training that is queued or running already. */
  public Optional<Run> queue(String job, String model, String requestedBy) {
    UUID id = UUID.randomUUID();
    int made =
        jdbc.sql(
                """
                insert into run (id, job, model, status, requested_by, requested_at)
                values (:id, :job, :model, 'QUEUED', :by, :at)
                on conflict (job) where status in ('QUEUED', 'RUNNING') and job like 'churn.train.%'
                do nothing""")
            .param("id", id)
            .param("job", job)
            .param("model", model)
            .param("by", requestedBy)
            .param("at", now())
            .update();
    return made == 0 ? Optional.empty() : find(id);
  }

  /** How many runs of a job somebody has asked for since then. */
  public long requestedSince(String job, String requestedBy, Instant since) {
    return jdbc.sql(
            """
            select count(*) from run
            where job = :job and requested_by = :by and requested_at >= :since""")
        .param("job", job)
        .param("by", requestedBy)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  /** Ends what a killed process has left running, before the same work is taken up again. */
  public void abandonOpen(String job, String model) {
    jdbc.sql(
            """
            update run set status = 'FAILED', ended_at = :at, message = 'cut off; done again later'
            where job = :job and model = :model and status = 'RUNNING'""")
        .param("at", now())
        .param("job", job)
        .param("model", model)
        .update();
  }

  /** The training of this job that is queued or running, if there is one. */
  public Optional<Run> open(String job) {
    return jdbc.sql(
            "select " + COLUMNS + " from run where job = :job and status in ('QUEUED', 'RUNNING')")
        .param("job", job)
        .query(row())
        .optional();
  }

  /** The run of this id. */
  public Optional<Run> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from run where id = :id")
        .param("id", id)
        .query(row())
        .optional();
  }

  /** Runs, newest first; null filters nothing. */
  List<Run> page(@Nullable String job, Run.@Nullable Status status, int page, int size) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from run
                where (:job::text is null or job = :job) and (:status::text is null or status = :status)
                order by requested_at desc, id limit :size offset :offset""")
        .param("job", job)
        .param("status", status == null ? null : status.name())
        .param("size", size)
        .param("offset", (long) page * size)
        .query(row())
        .list();
  }

  long count(@Nullable String job, Run.@Nullable Status status) {
    return jdbc.sql(
            """
            select count(*) from run
            where (:job::text is null or job = :job) and (:status::text is null or status = :status)""")
        .param("job", job)
        .param("status", status == null ? null : status.name())
        .query(Long.class)
        .single();
  }

  void started(UUID id) {
    jdbc.sql(
            """
            update run set status = 'RUNNING', started_at = :at, ended_at = null, message = null,
              attempts = attempts + 1 where id = :id""")
        .param("id", id)
        .param("at", now())
        .update();
  }

  /** Keeps what went wrong while the run waits for its next attempt. */
  void troubled(UUID id, String message) {
    jdbc.sql("update run set message = :message where id = :id")
        .param("id", id)
        .param("message", message)
        .update();
  }

  void ended(UUID id, Run.Status status, String message, Map<String, Long> counts) {
    jdbc.sql(
            """
            update run set status = :status, ended_at = :at, message = :message,
              counts = :counts::jsonb where id = :id""")
        .param("id", id)
        .param("status", status.name())
        .param("at", now())
        .param("message", message)
        .param("counts", json.writeValueAsString(counts))
        .update();
  }

  private RowMapper<Run> row() {
    return (rs, i) ->
        new Run(
            rs.getObject("id", UUID.class),
            rs.getString("job"),
            Run.Status.valueOf(rs.getString("status")),
            rs.getString("model"),
            rs.getString("requested_by"),
            rs.getString("message"),
            json.readValue(rs.getString("counts"), new TypeReference<Map<String, Long>>() {}),
            rs.getObject("requested_at", OffsetDateTime.class).toInstant(),
            instant(rs.getObject("started_at", OffsetDateTime.class)),
            instant(rs.getObject("ended_at", OffsetDateTime.class)),
            rs.getInt("attempts"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
