package io.tidewatch.ingestion.runs;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.runs.Run.RowProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All runs, kept in PostgreSQL. */
@Repository
public class Runs {
  private static final TypeReference<List<RowProblem>> PROBLEMS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Runs(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Registers a received file.
   *
   * @return false if the same content is on its way or loaded already; then nothing was registered
   */
  public boolean queue(
      UUID id,
      String dataset,
      String fileName,
      String checksum,
      long bytes,
      String location,
      Instant receivedAt) {
    return jdbc.sql(
                """
                insert into run (id, job, dataset, file_name, checksum, bytes, location, status, received_at)
                values (:id, :job, :dataset, :file, :checksum, :bytes, :location, 'QUEUED', :at)
                on conflict do nothing
                """)
            .param("id", id)
            .param("job", "ingest." + dataset)
            .param("dataset", dataset)
            .param("file", fileName)
            .param("checksum", checksum)
            .param("bytes", bytes)
            .param("location", location)
            .param("at", Timestamp.from(receivedAt))
            .update()
        == 1;
  }

  /** Registers that content came again which the run {@code original} has. */
  public void duplicate(UUID id, Run original, String fileName, long bytes, Instant receivedAt) {
    jdbc.sql(
            """
            insert into run (id, job, dataset, file_name, checksum, bytes, bytes_read, status, duplicate_of,
              source_rows, duplicate_rows, message, received_at, started_at, ended_at)
            values (:id, :job, :dataset, :file, :checksum, :bytes, :bytes, 'DUPLICATE', :original,
              :rows, :rows, :message, :at, :at, :at)
            """)
        .param("id", id)
        .param("job", original.job())
        .param("dataset", original.dataset())
        .param("file", fileName)
        .param("checksum", original.checksum())
        .param("bytes", bytes)
        .param("original", original.id())
        .param("rows", original.counts().source())
        .param("message", "The same content was received before, by run " + original.id() + ".")
        .param("at", Timestamp.from(receivedAt))
        .update();
  }

  /** The run that has this content, on its way or loaded. */
  public Optional<Run> withContent(String dataset, String checksum) {
    return jdbc.sql(
            """
            select * from run where dataset = :dataset and checksum = :checksum
              and (status in ('QUEUED', 'RUNNING', 'SUCCEEDED') or landed_at is not null)
            """)
        .param("dataset", dataset)
        .param("checksum", checksum)
        .query(this::read)
        .optional();
  }

  /** The run of this id. */
  public Optional<Run> find(UUID id) {
    return jdbc.sql("select * from run where id = :id")
        .param("id", id)
        .query(this::read)
        .optional();
  }

  /** The newest runs that match; null matches all. */
  public List<Run> list(@Nullable String dataset, @Nullable RunStatus status, int page, int size) {
    return filtered(
            "select *", dataset, status, " order by received_at desc, id limit :n offset :o")
        .param("n", size)
        .param("o", (long) page * size)
        .query(this::read)
        .list();
  }

  /** How many runs match. */
  public long count(@Nullable String dataset, @Nullable RunStatus status) {
    return filtered("select count(*)", dataset, status, "").query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(
      String select, @Nullable String dataset, @Nullable RunStatus status, String end) {
    return jdbc.sql(
            select
                + " from run where (:dataset::text is null or dataset = :dataset)"
                + " and (:status::text is null or status = :status)"
                + end)
        .param("dataset", dataset)
        .param("status", status == null ? null : status.name());
  }

  /**
   * Marks a waiting run as running.
   *
   * @return false if it has ended, for example because it was cancelled
   */
  public boolean start(UUID id, String step) {
    return jdbc.sql(
                """
                update run set status = 'RUNNING', step = :step, started_at = coalesce(started_at, :now)
                where id = :id and status in ('QUEUED', 'RUNNING')
                """)
            .param("id", id)
            .param("step", step)
            .param("now", now())
            .update()
        == 1;
  }

  /**
   * Keeps how far a run is.
   *
   * @return whether somebody asked to cancel it
   */
  public boolean progress(UUID id, long bytesRead, RunCounts counts) {
    return jdbc.sql(
            """
            update run set bytes_read = :bytes, source_rows = :source, loaded_rows = :loaded,
              quarantined_rows = :quarantined, duplicate_rows = :duplicate, late_rows = :late
            where id = :id and status = 'RUNNING' and landed_at is null
            returning cancel_requested
            """)
        .param("id", id)
        .param("bytes", bytesRead)
        .param("source", counts.source())
        .param("loaded", counts.loaded())
        .param("quarantined", counts.quarantined())
        .param("duplicate", counts.duplicate())
        .param("late", counts.late())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Keeps that the rows of a run are committed. */
  public void landed(UUID id, RunCounts counts, long snapshotId, List<RowProblem> problems) {
    jdbc.sql(
            """
            update run set landed_at = :now, snapshot_id = :snapshot, bytes_read = bytes, source_rows = :source,
              loaded_rows = :loaded, quarantined_rows = :quarantined, duplicate_rows = :duplicate,
              late_rows = :late, problems = case when :problems = '[]' then problems else :problems::jsonb end
            where id = :id
            """)
        .param("id", id)
        .param("now", now())
        .param("snapshot", snapshotId)
        .param("source", counts.source())
        .param("loaded", counts.loaded())
        .param("quarantined", counts.quarantined())
        .param("duplicate", counts.duplicate())
        .param("late", counts.late())
        .param("problems", json.writeValueAsString(problems))
        .update();
  }

  /** Says what a run does now. */
  public void step(UUID id, String step) {
    jdbc.sql("update run set step = :step where id = :id")
        .param("id", id)
        .param("step", step)
        .update();
  }

  /** Ends a run well; runs of the same content become its duplicates in full. */
  public void succeeded(UUID id) {
    end(id, RunStatus.SUCCEEDED, null, null, null);
    jdbc.sql(
            """
            update run d set source_rows = o.source_rows, duplicate_rows = o.source_rows
            from run o where o.id = :id and d.duplicate_of = o.id
            """)
        .param("id", id)
        .update();
  }

  /** Ends a run as failed; duplicates that relied on it fail with it, for nothing is loaded. */
  public void failed(
      UUID id, String message, @Nullable String problem, @Nullable Long problemLine) {
    end(id, RunStatus.FAILED, message, problem, problemLine);
    failDuplicates(id);
  }

  /** Ends a run as cancelled; nothing of it is loaded. */
  public void cancelled(UUID id) {
    end(id, RunStatus.CANCELLED, "The run was cancelled; nothing was loaded.", null, null);
    failDuplicates(id);
  }

  /** Ends a run as a duplicate of content that turned out to be loaded. */
  public void foundDuplicate(UUID id, String message, long rows) {
    jdbc.sql(
            """
            update run set status = 'DUPLICATE', step = null, message = :message, ended_at = :now, source_rows = :rows,
              duplicate_rows = :rows, loaded_rows = 0, quarantined_rows = 0, late_rows = 0
            where id = :id
            """)
        .param("id", id)
        .param("message", message)
        .param("rows", rows)
        .param("now", now())
        .update();
  }

  private void end(
      UUID id,
      RunStatus status,
      @Nullable String message,
      @Nullable String problem,
      @Nullable Long line) {
    jdbc.sql(
            """
            update run set status = :status, step = null, message = :message, problem = :problem, problem_line = :line,
              ended_at = :now
            where id = :id and status in ('QUEUED', 'RUNNING')
            """)
        .param("id", id)
        .param("status", status.name())
        .param("message", message)
        .param("problem", problem)
        .param("line", line)
        .param("now", now())
        .update();
  }

  private void failDuplicates(UUID id) {
    jdbc.sql(
            """
            update run set status = 'FAILED', source_rows = 0, duplicate_rows = 0,
              message = 'The run with the same content did not load it; send the file again.'
            where duplicate_of = :id and status = 'DUPLICATE'
            """)
        .param("id", id)
        .update();
  }

  /**
   * Cancels a waiting run at once, and asks a running one to stop.
   *
   * @return false if it is too late: its rows are landed or it has ended
   */
  public boolean cancel(UUID id) {
    int waiting =
        jdbc.sql(
                """
                update run set status = 'CANCELLED', cancel_requested = true, ended_at = :now,
                  message = 'The run was cancelled before it started.'
                where id = :id and status = 'QUEUED'
                """)
            .param("id", id)
            .param("now", now())
            .update();
    if (waiting == 1) {
      failDuplicates(id);
      return true;
    }
    return jdbc.sql(
                "update run set cancel_requested = true where id = :id and status = 'RUNNING' and landed_at is null and checksum is not null")
            .param("id", id)
            .update()
        == 1;
  }

  /** Those of the runs whose rows PostgreSQL knows as landed. */
  public Set<UUID> landed(Set<UUID> ids) {
    return those(ids, "landed_at is not null");
  }

  /** Those of the runs that are over, well or not: none of them is tried again. */
  public Set<UUID> ended(Set<UUID> ids) {
    return those(ids, "status not in ('QUEUED', 'RUNNING')");
  }

  private Set<UUID> those(Set<UUID> ids, String condition) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        jdbc.sql("select id from run where id in (:ids) and " + condition)
            .param("ids", ids)
            .query(UUID.class)
            .list());
  }

  /** The runs of files of this data set whose rows PostgreSQL does not know as landed. */
  public Set<UUID> unlanded(String dataset) {
    return jdbc
        .sql(
            """
            select id from run
            where dataset = :dataset and job = 'ingest.' || dataset and landed_at is null and status <> 'DUPLICATE'
            """)
        .param("dataset", dataset)
        .query(UUID.class)
        .list()
        .stream()
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Registers a period of live landing that starts now. */
  public void startPeriod(UUID id, String job, String dataset, String topic, String owner) {
    jdbc.sql(
            """
            insert into run (id, job, dataset, file_name, owner, status, received_at, started_at)
            values (:id, :job, :dataset, :topic, :owner, 'RUNNING', :now, :now)
            """)
        .param("id", id)
        .param("job", job)
        .param("dataset", dataset)
        .param("topic", topic)
        .param("owner", owner)
        .param("now", now())
        .update();
  }

  /** Periods of live landing that an earlier life of this owner did not end. */
  public List<Run> openPeriods(String owner) {
    return jdbc.sql("select * from run where status = 'RUNNING' and owner = :owner")
        .param("owner", owner)
        .query(this::read)
        .list();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private Run read(ResultSet row, int number) throws SQLException {
    return new Run(
        row.getObject("id", UUID.class),
        row.getString("job"),
        row.getString("dataset"),
        row.getString("file_name"),
        row.getString("checksum"),
        row.getLong("bytes"),
        row.getLong("bytes_read"),
        row.getString("location"),
        RunStatus.valueOf(row.getString("status")),
        row.getString("step"),
        new RunCounts(
            row.getLong("source_rows"),
            row.getLong("loaded_rows"),
            row.getLong("quarantined_rows"),
            row.getLong("duplicate_rows"),
            row.getLong("late_rows")),
        row.getObject("snapshot_id", Long.class),
        row.getObject("duplicate_of", UUID.class),
        row.getString("message"),
        row.getString("problem"),
        row.getObject("problem_line", Long.class),
        json.readValue(row.getString("problems"), PROBLEMS),
        row.getBoolean("cancel_requested"),
        row.getTimestamp("received_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "landed_at"),
        instant(row, "ended_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
