package io.tidewatch.ingestion.repair;

import io.tidewatch.ingestion.quarantine.RowFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was asked to be repaired, kept in PostgreSQL beside the run that does it. */
@Repository
class Repairs {
  /** What names of repair jobs begin with; the data set follows. */
  static final String JOB = "repair.";

  private static final TypeReference<List<Fix>> FIXES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Repairs(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A repair that was asked for. */
  record Asked(UUID run, Repair repair, String requestedBy) {}

  /** Registers a repair and its run; within the caller's transaction. */
  void register(UUID id, Repair repair, String requestedBy, Instant now) {
    jdbc.sql(
            """
            insert into run (id, job, dataset, file_name, checksum, status, received_at)
            values (:id, :job, :dataset, :name, :content, 'QUEUED', :now)
            """)
        .param("id", id)
        .param("job", JOB + repair.dataset())
        .param("dataset", repair.dataset())
        .param("name", "quarantine." + repair.dataset())
        .param("content", "repair:" + id)
        .param("now", Timestamp.from(now))
        .update();
    jdbc.sql(
            """
            insert into repair (run_id, dataset, of_run, of_check, of_column, fixes, requested_by)
            values (:id, :dataset, :run, :check, :column, cast(:fixes as jsonb), :by)
            """)
        .param("id", id)
        .param("dataset", repair.dataset())
        .param("run", repair.rows().run())
        .param("check", repair.rows().check())
        .param("column", repair.rows().column())
        .param("fixes", json.writerFor(FIXES).writeValueAsString(repair.fixes()))
        .param("by", requestedBy)
        .update();
  }

  /** The repair that the run does. */
  Repair of(UUID run) {
    return find(run)
        .map(Asked::repair)
        .orElseThrow(() -> new IllegalStateException("run " + run + " is no repair"));
  }

  Optional<Asked> find(UUID run) {
    return select(" where run_id = :id").param("id", run).query(this::read).optional();
  }

  /** The newest repairs, of one data set if asked for. */
  List<Asked> list(@Nullable String dataset, int page, int size) {
    return select(
            " where (cast(:dataset as text) is null or r.dataset = :dataset)"
                + " order by received_at desc, run_id limit :size offset :skip")
        .param("dataset", dataset)
        .param("size", size)
        .param("skip", (long) page * size)
        .query(this::read)
        .list();
  }

  long count(@Nullable String dataset) {
    return jdbc.sql(
            "select count(*) from repair where (cast(:dataset as text) is null or dataset = :dataset)")
        .param("dataset", dataset)
        .query(Long.class)
        .single();
  }

  private JdbcClient.StatementSpec select(String where) {
    return jdbc.sql("select r.*, received_at from repair r join run on run.id = r.run_id" + where);
  }

  private Asked read(ResultSet row, int number) throws SQLException {
    return new Asked(
        row.getObject("run_id", UUID.class),
        new Repair(
            row.getString("dataset"),
            new RowFilter(
                row.getObject("of_run", UUID.class),
                row.getString("of_check"),
                row.getString("of_column")),
            json.readValue(row.getString("fixes"), FIXES)),
        row.getString("requested_by"));
  }
}
