package io.tidewatch.ingestion.schedules;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.tidewatch.ingestion.schedules.ScheduleRun.LogLine;
import io.tidewatch.ingestion.schedules.ScheduleRun.Status;
import io.tidewatch.ingestion.schedules.ScheduleRun.StepState;
import io.tidewatch.ingestion.schedules.ScheduleRun.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** The runs of all schedules, kept in PostgreSQL. */
@Repository
class ScheduleRuns {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final ObjectProvider<SchedulerClient> scheduler;
  private final Clock clock;

  /**
   * @param scheduler looked up late: it is made of its tasks, and they need this
   */
  ScheduleRuns(
      JdbcClient jdbc,
      TransactionOperations transactions,
      ObjectProvider<SchedulerClient> scheduler,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /**
   * Queues a run together with the task that works on it, or neither.
   *
   * @param cause what it is for; the same cause gives one run, however often it is asked for
   * @return empty if there is a run for the cause already
   */
  Optional<UUID> queue(
      Schedules.Kept kept, String cause, Instant logicalAt, Trigger trigger, String requestedBy) {
    UUID id = UUID.randomUUID();
    Instant now = clock.instant();
    Boolean queued =
        transactions.execute(
            status -> {
              int rows =
                  jdbc.sql(
                          """
                          insert into schedule_run (id, schedule, definition, cause, logical_at, trigger, requested_by,
                            status, queued_at)
                          values (:id, :schedule, :definition, :cause, :logical, :trigger, :by, 'QUEUED', :now)
                          on conflict do nothing
                          """)
                      .param("id", id)
                      .param("schedule", kept.name())
                      .param("definition", kept.yaml())
                      .param("cause", cause)
                      .param("logical", Timestamp.from(logicalAt))
                      .param("trigger", trigger.name())
                      .param("by", requestedBy)
                      .param("now", Timestamp.from(now))
                      .update();
              if (rows == 0) {
                return false;
              }
              int position = 0;
              for (Step step : kept.schedule().steps()) {
                jdbc.sql(
                        "insert into schedule_step (run_id, position, name, status) values (:run, :position, :name, 'QUEUED')")
                    .param("run", id)
                    .param("position", position++)
                    .param("name", step.name())
                    .update();
              }
              log(id, null, "queued by %s, for %s".formatted(requestedBy, logicalAt));
              wake(id, now);
              return true;
            });
    return Boolean.TRUE.equals(queued) ? Optional.of(id) : Optional.empty();
  }

  private void wake(UUID id, Instant now) {
    scheduler
        .getObject()
        .scheduleIfNotExists(ScheduleTask.RUN.instance(id.toString()).scheduledTo(now));
  }

  /**
   * Sees to it that every open run has its task. One that is asked for again in the moment in which
   * its task ends would else wait for ever.
   */
  void wakeOpen() {
    jdbc.sql("select id from schedule_run where ended_at is null")
        .query(UUID.class)
        .list()
        .forEach(id -> wake(id, clock.instant()));
  }

  Optional<ScheduleRun> find(UUID id) {
    return jdbc.sql("select * from schedule_run where id = :id")
        .param("id", id)
        .query(this::read)
        .optional();
  }

  List<ScheduleRun> newest(String schedule, int page, int size) {
    return jdbc.sql(
            """
            select * from schedule_run where schedule = :schedule
            order by queued_at desc, logical_at desc limit :size offset :skip
            """)
        .param("schedule", schedule)
        .param("size", size)
        .param("skip", (long) page * size)
        .query(this::read)
        .list();
  }

  long count(String schedule) {
    return jdbc.sql("select count(*) from schedule_run where schedule = :schedule")
        .param("schedule", schedule)
        .query(Long.class)
        .single();
  }

  /** Whether a run of the schedule waits for its turn. */
  boolean waits(String schedule) {
    return jdbc.sql(
            "select exists (select 1 from schedule_run where schedule = :schedule and status = 'QUEUED')")
        .param("schedule", schedule)
        .query(Boolean.class)
        .single();
  }

  /**
   * Starts a run if it is its turn. The caller holds the lock of the schedule, so that two do not
   * count each other out.
   */
  boolean start(ScheduleRun run, int most) {
    return jdbc.sql(
                """
                update schedule_run r set status = 'RUNNING', started_at = coalesce(started_at, :now)
                where id = :id and status = 'QUEUED'
                  and (select count(*) from schedule_run o where o.schedule = r.schedule and o.status = 'RUNNING') < :most
                  and not exists (select 1 from schedule_run o where o.schedule = r.schedule and o.status = 'QUEUED'
                    and (o.logical_at, o.id) < (r.logical_at, r.id))
                """)
            .param("id", run.id())
            .param("now", now())
            .param("most", most)
            .update()
        == 1;
  }

  void end(UUID id, Status status) {
    jdbc.sql(
            "update schedule_run set status = :status, ended_at = :now where id = :id and ended_at is null")
        .param("id", id)
        .param("status", status.name())
        .param("now", now())
        .update();
    log(id, null, status.name().toLowerCase(Locale.ROOT));
  }

  /**
   * @return false if it was known to be late
   */
  boolean late(UUID id) {
    return jdbc.sql("update schedule_run set late = true where id = :id and not late")
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * Asks a run to stop.
   *
   * @return false if it has ended
   */
  boolean cancel(UUID id) {
    return jdbc.sql(
                "update schedule_run set cancel_requested = true where id = :id and ended_at is null")
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * Puts what failed, and what came after it, back into the queue.
   *
   * @return false if the run has not failed and was not cancelled
   */
  boolean again(UUID id, String requestedBy) {
    Boolean done =
        transactions.execute(
            status -> {
              int rows =
                  jdbc.sql(
                          """
                          update schedule_run set status = 'QUEUED', ended_at = null, cancel_requested = false
                          where id = :id and status in ('FAILED', 'CANCELLED')
                          """)
                      .param("id", id)
                      .update();
              if (rows == 0) {
                return false;
              }
              jdbc.sql(
                      """
                      update schedule_step set status = 'QUEUED', attempts = 0, child = null, not_before = null,
                        started_at = null, ended_at = null
                      where run_id = :id and status <> 'SUCCEEDED'
                      """)
                  .param("id", id)
                  .update();
              log(id, null, "asked for again by " + requestedBy);
              wake(id, clock.instant());
              return true;
            });
    return Boolean.TRUE.equals(done);
  }

  /** Keeps that a try has begun, before anything is done for it. */
  void begin(UUID run, String step, int attempt) {
    jdbc.sql(
            """
            update schedule_step set status = 'RUNNING', attempts = :attempt, child = null, not_before = null,
              started_at = :now where run_id = :run and name = :step
            """)
        .param("run", run)
        .param("step", step)
        .param("attempt", attempt)
        .param("now", now())
        .update();
  }

  void child(UUID run, String step, String child) {
    jdbc.sql("update schedule_step set child = :child where run_id = :run and name = :step")
        .param("run", run)
        .param("step", step)
        .param("child", child)
        .update();
    log(run, step, child.isEmpty() ? "there is nothing to do" : "work is done by run " + child);
  }

  void endStep(UUID run, String step, Status status, @Nullable String message) {
    jdbc.sql(
            """
            update schedule_step set status = :status, message = :message, ended_at = :now
            where run_id = :run and name = :step
            """)
        .param("run", run)
        .param("step", step)
        .param("status", status.name())
        .param("message", message, Types.VARCHAR)
        .param("now", now())
        .update();
    log(run, step, status.name().toLowerCase(Locale.ROOT) + colon(message));
  }

  void retryStep(UUID run, String step, Instant notBefore, String message) {
    jdbc.sql(
            """
            update schedule_step set status = 'QUEUED', message = :message, child = null, not_before = :at
            where run_id = :run and name = :step
            """)
        .param("run", run)
        .param("step", step)
        .param("message", message)
        .param("at", Timestamp.from(notBefore))
        .update();
    log(run, step, "failed, next try at %s: %s".formatted(notBefore, message));
  }

  void log(UUID run, @Nullable String step, String message) {
    jdbc.sql("insert into schedule_log (run_id, at, step, message) values (:run, :now, :step, :m)")
        .param("run", run)
        .param("now", now())
        .param("step", step, Types.VARCHAR)
        .param("m", message)
        .update();
  }

  List<LogLine> log(UUID run) {
    return jdbc.sql("select at, step, message from schedule_log where run_id = :run order by at")
        .param("run", run)
        .query(
            (row, number) ->
                new LogLine(
                    row.getTimestamp("at").toInstant(),
                    row.getString("step"),
                    row.getString("message")))
        .list();
  }

  private static String colon(@Nullable String message) {
    return message == null ? "" : ": " + message;
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private ScheduleRun read(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new ScheduleRun(
        id,
        row.getString("schedule"),
        row.getString("definition"),
        row.getTimestamp("logical_at").toInstant(),
        Trigger.valueOf(row.getString("trigger")),
        row.getString("requested_by"),
        Status.valueOf(row.getString("status")),
        row.getBoolean("cancel_requested"),
        row.getBoolean("late"),
        row.getTimestamp("queued_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        steps(id));
  }

  private List<StepState> steps(UUID run) {
    return jdbc.sql("select * from schedule_step where run_id = :run order by position")
        .param("run", run)
        .query(
            (row, number) ->
                new StepState(
                    row.getString("name"),
                    Status.valueOf(row.getString("status")),
                    row.getInt("attempts"),
                    row.getString("child"),
                    instant(row, "not_before"),
                    row.getString("message"),
                    instant(row, "started_at"),
                    instant(row, "ended_at")))
        .list();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
