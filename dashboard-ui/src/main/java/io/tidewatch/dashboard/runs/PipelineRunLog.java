package io.tidewatch.dashboard.runs;

import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.events.PipelineRunReported.Facets;
import io.tidewatch.contracts.events.PipelineRunReported.State;
import io.tidewatch.contracts.events.RunCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The runs of all jobs, in the dashboard's own schema. */
@Repository
public class PipelineRunLog {
  private static final String COLUMNS =
      "run_id, service, job, status, started_at, ended_at, step, fraction, message, source_rows,"
          + " loaded_rows, quarantined_rows, duplicate_rows, late_rows, inputs, outputs";

  /**
   * The state with the latest event time wins, whatever the order of arrival; of equal times the
   * further state. Counts, inputs and outputs are filled in by whichever event has them.
   */
  private static final String UPSERT =
      """
      insert into pipeline_run as r (run_id, service, job, status, status_at, status_rank, started_at,
        ended_at, step, fraction, message, source_rows, loaded_rows, quarantined_rows,
        duplicate_rows, late_rows, inputs, outputs)
      values (:runId, :service, :job, :status, :at, :rank, :at, :endedAt, :step, :fraction, :message,
        :source, :loaded, :quarantined, :duplicate, :late, :inputs, :outputs)
      on conflict (run_id) do update set
        started_at = least(r.started_at, excluded.started_at),
        status = case when excluded.newer(r) then excluded.status else r.status end,
        ended_at = case when excluded.newer(r) then excluded.ended_at else r.ended_at end,
        step = case when excluded.newer(r) then coalesce(excluded.step, r.step) else r.step end,
        fraction = case when excluded.newer(r) then excluded.fraction else r.fraction end,
        message = case when excluded.newer(r) then excluded.message else r.message end,
        source_rows = case when excluded.counted(r) then excluded.source_rows else r.source_rows end,
        loaded_rows = case when excluded.counted(r) then excluded.loaded_rows else r.loaded_rows end,
        quarantined_rows = case when excluded.counted(r) then excluded.quarantined_rows else r.quarantined_rows end,
        duplicate_rows = case when excluded.counted(r) then excluded.duplicate_rows else r.duplicate_rows end,
        late_rows = case when excluded.counted(r) then excluded.late_rows else r.late_rows end,
        inputs = coalesce(excluded.inputs, r.inputs),
        outputs = coalesce(excluded.outputs, r.outputs),
        status_at = greatest(r.status_at, excluded.status_at),
        status_rank = case when excluded.newer(r) then excluded.status_rank else r.status_rank end
      """
          .replace(
              "excluded.newer(r)",
              "(excluded.status_at, excluded.status_rank) >= (r.status_at, r.status_rank)")
          .replace(
              "excluded.counted(r)",
              "excluded.source_rows is not null and (r.source_rows is null or excluded.status_at >="
                  + " r.status_at)");

  private final JdbcClient sql;

  PipelineRunLog(JdbcClient sql) {
    this.sql = sql;
  }

  /** Takes one event in; a second time, or late, it changes nothing that is newer. */
  public void record(PipelineRunReported event) {
    Facets facets = event.run().facets() == null ? Facets.NONE : event.run().facets();
    RunCounts counts = facets.counts() == null ? null : facets.counts().rows();
    boolean ended = event.eventType() != State.START && event.eventType() != State.RUNNING;
    sql.sql(UPSERT)
        .param("runId", event.run().runId())
        .param("service", event.job().namespace())
        .param("job", event.job().name())
        .param("status", event.eventType().name())
        .param("at", Timestamp.from(event.eventTime()))
        .param("rank", event.eventType().ordinal())
        .param("endedAt", ended ? Timestamp.from(event.eventTime()) : null, Types.TIMESTAMP)
        .param("step", facets.progress() == null ? null : facets.progress().step(), Types.VARCHAR)
        .param(
            "fraction",
            facets.progress() == null ? null : facets.progress().fraction(),
            Types.DOUBLE)
        .param(
            "message",
            facets.errorMessage() == null ? null : facets.errorMessage().message(),
            Types.VARCHAR)
        .param("source", counts == null ? null : counts.source(), Types.BIGINT)
        .param("loaded", counts == null ? null : counts.loaded(), Types.BIGINT)
        .param("quarantined", counts == null ? null : counts.quarantined(), Types.BIGINT)
        .param("duplicate", counts == null ? null : counts.duplicate(), Types.BIGINT)
        .param("late", counts == null ? null : counts.late(), Types.BIGINT)
        .param("inputs", lines(event.inputs()), Types.VARCHAR)
        .param("outputs", lines(event.outputs()), Types.VARCHAR)
        .update();
  }

  /**
   * The newest runs first.
   *
   * @param job part of the job's name, or empty for all
   * @param statuses states to show, or empty for all
   */
  public List<PipelineRun> newest(String job, List<State> statuses, int limit) {
    List<String> names =
        statuses.isEmpty() ? List.of("") : statuses.stream().map(State::name).toList();
    return sql.sql(
            "select "
                + COLUMNS
                + " from pipeline_run where (:job = '' or job ilike '%' || :job || '%') and (:all or"
                + " status in (:statuses)) order by started_at desc limit :limit")
        .param("job", job)
        .param("all", statuses.isEmpty())
        .param("statuses", names)
        .param("limit", limit)
        .query(PipelineRunLog::row)
        .list();
  }

  /** One run; empty if no event of it has come yet. */
  public Optional<PipelineRun> find(String runId) {
    return sql.sql("select " + COLUMNS + " from pipeline_run where run_id = :id")
        .param("id", runId)
        .query(PipelineRunLog::row)
        .optional();
  }

  private static @Nullable String lines(List<Data> data) {
    return data.isEmpty()
        ? null
        : data.stream().map(d -> d.namespace() + ": " + d.name()).collect(Collectors.joining("\n"));
  }

  private static PipelineRun row(ResultSet row, int n) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    double fraction = row.getDouble("fraction");
    Double knownFraction = row.wasNull() ? null : fraction;
    long source = row.getLong("source_rows");
    RunCounts counts =
        row.wasNull()
            ? null
            : new RunCounts(
                source,
                row.getLong("loaded_rows"),
                row.getLong("quarantined_rows"),
                row.getLong("duplicate_rows"),
                row.getLong("late_rows"));
    Instant started = row.getTimestamp("started_at").toInstant();
    return new PipelineRun(
        row.getString("run_id"),
        row.getString("service"),
        row.getString("job"),
        State.valueOf(row.getString("status")),
        started,
        ended == null ? null : ended.toInstant(),
        row.getString("step"),
        knownFraction,
        row.getString("message"),
        counts,
        row.getString("inputs"),
        row.getString("outputs"));
  }
}
