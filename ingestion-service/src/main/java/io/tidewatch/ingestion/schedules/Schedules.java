package io.tidewatch.ingestion.schedules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** All schedules, kept in PostgreSQL. */
@Repository
class Schedules {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  Schedules(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * A schedule as it is kept.
   *
   * @param yaml as it was given
   * @param nextDue the next time of its cron expression; null: it has none
   */
  record Kept(String name, String yaml, boolean paused, @Nullable Instant nextDue) {
    Schedule schedule() {
      return ScheduleYaml.parse(name, yaml);
    }
  }

  /**
   * Keeps a schedule, in place of an earlier one of its name. While its cron expression stays the
   * same, times that it has missed stay missed.
   *
   * @return whether it is new
   */
  boolean keep(Schedule schedule, String yaml) {
    Boolean fresh =
        transactions.execute(
            status -> {
              Optional<Kept> before = lock(schedule.name());
              boolean sameTimes = before.filter(b -> sameTimes(b, schedule)).isPresent();
              Instant next =
                  sameTimes
                      ? before.map(Kept::nextDue).orElse(null)
                      : schedule.next(clock.instant()).orElse(null);
              jdbc.sql(
                      """
                      insert into schedule (name, definition, next_due) values (:name, :yaml, :next)
                      on conflict (name) do update set definition = excluded.definition, next_due = excluded.next_due
                      """)
                  .param("name", schedule.name())
                  .param("yaml", yaml)
                  .param("next", timestamp(next), Types.TIMESTAMP)
                  .update();
              return before.isEmpty();
            });
    return Boolean.TRUE.equals(fresh);
  }

  private static boolean sameTimes(Kept before, Schedule now) {
    Schedule then = before.schedule();
    return then.zone().equals(now.zone()) && Objects.equals(then.cron(), now.cron());
  }

  Optional<Kept> find(String name) {
    return jdbc.sql("select * from schedule where name = :name")
        .param("name", name)
        .query(Schedules::read)
        .optional();
  }

  List<Kept> all() {
    return jdbc.sql("select * from schedule order by name").query(Schedules::read).list();
  }

  /** Those whose time has come; nobody else gets them before the transaction ends. */
  List<Kept> due(Instant now) {
    return jdbc.sql(
            "select * from schedule where not paused and next_due <= :now order by next_due"
                + " for update skip locked")
        .param("now", Timestamp.from(now))
        .query(Schedules::read)
        .list();
  }

  /** The schedule, which nobody else gets before the transaction ends. */
  Optional<Kept> lock(String name) {
    return jdbc.sql("select * from schedule where name = :name for update")
        .param("name", name)
        .query(Schedules::read)
        .optional();
  }

  void dueNext(String name, @Nullable Instant next) {
    jdbc.sql("update schedule set next_due = :next where name = :name")
        .param("name", name)
        .param("next", timestamp(next), Types.TIMESTAMP)
        .update();
  }

  void pause(String name, boolean paused) {
    jdbc.sql("update schedule set paused = :paused where name = :name")
        .param("name", name)
        .param("paused", paused)
        .update();
  }

  void remove(String name) {
    jdbc.sql("delete from schedule where name = :name").param("name", name).update();
  }

  static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  private static Kept read(ResultSet row, int number) throws SQLException {
    Timestamp next = row.getTimestamp("next_due");
    return new Kept(
        row.getString("name"),
        row.getString("definition"),
        row.getBoolean("paused"),
        next == null ? null : next.toInstant());
  }
}
