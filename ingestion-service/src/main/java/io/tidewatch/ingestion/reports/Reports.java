package io.tidewatch.ingestion.reports;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.reports.Report.Churn;
import io.tidewatch.ingestion.reports.Report.Failure;
import io.tidewatch.ingestion.reports.Report.Feelings;
import io.tidewatch.ingestion.reports.Report.Rows;
import io.tidewatch.ingestion.reports.Report.Taken;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** All reports, kept in PostgreSQL. */
@Repository
public class Reports {
  /** Runs whose end was still being written when the report before was made lie behind its time. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final TransactionOperations transactions;
  private final Clock clock;

  Reports(JdbcClient jdbc, JsonMapper json, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What a report is made of beside the runs of this service.
   *
   * @param id the same for each try, so that there is one report however often it is made
   * @param back how far the first report of a schedule looks back
   */
  public record Request(
      UUID id,
      String schedule,
      UUID run,
      Instant logicalAt,
      Duration back,
      List<Taken> steps,
      @Nullable List<Churn> churn,
      @Nullable Feelings sentiment) {}

  /**
   * Makes a report and keeps it; one that has been made stays as it is.
   *
   * <p>In one transaction: after a crash there are both the report and the mark of the runs in it,
   * or neither.
   */
  public void make(Request request) {
    transactions.executeWithoutResult(
        status -> {
          if (find(request.id()).isEmpty()) {
            keep(report(request));
          }
        });
  }

  private Report report(Request request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
    Optional<Instant> before = newest(request.schedule());
    Instant since = before.orElse(now.minus(request.back()));
    mark(request, before.map(at -> at.minus(OVERLAP)).orElse(since));
    return new Report(
        request.id(),
        request.schedule(),
        request.run(),
        request.logicalAt(),
        since,
        now,
        rows(request.id()),
        failures(request.id()),
        failed(request.id()),
        request.steps(),
        request.churn(),
        request.sentiment());
  }

  private Optional<Instant> newest(String schedule) {
    return jdbc.sql("select max(made_at) from report where schedule = :schedule")
        .param("schedule", schedule)
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  private void mark(Request request, Instant since) {
    jdbc.sql(
            """
            insert into reported_run (schedule, run_id, report_id)
            select :schedule, id, :report from run where ended_at >= :since
            on conflict do nothing
            """)
        .param("schedule", request.schedule())
        .param("report", request.id())
        .param("since", Timestamp.from(since))
        .update();
  }

  /** Runs that loaded nothing do not count: what they had read is no row that came in. */
  private List<Rows> rows(UUID report) {
    return jdbc.sql(
            """
            select dataset, count(*) runs, sum(source_rows) source, sum(loaded_rows) loaded,
              sum(quarantined_rows) quarantined, sum(duplicate_rows) duplicate, sum(late_rows) late
            from run join reported_run on run_id = id
            where report_id = :report and status in ('SUCCEEDED', 'DUPLICATE')
            group by dataset order by dataset
            """)
        .param("report", report)
        .query(
            (row, number) ->
                new Rows(
                    row.getString("dataset"),
                    row.getLong("runs"),
                    new RunCounts(
                        row.getLong("source"),
                        row.getLong("loaded"),
                        row.getLong("quarantined"),
                        row.getLong("duplicate"),
                        row.getLong("late"))))
        .list();
  }

  private List<Failure> failures(UUID report) {
    return jdbc.sql(
            """
            select id, dataset, file_name, message from run join reported_run on run_id = id
            where report_id = :report and status = 'FAILED' order by ended_at desc, id limit :most
            """)
        .param("report", report)
        .param("most", Report.FAILURES)
        .query(
            (row, number) ->
                new Failure(
                    row.getObject("id", UUID.class),
                    row.getString("dataset"),
                    row.getString("file_name"),
                    row.getString("message")))
        .list();
  }

  private long failed(UUID report) {
    return jdbc.sql(
            """
            select count(*) from run join reported_run on run_id = id
            where report_id = :report and status = 'FAILED'
            """)
        .param("report", report)
        .query(Long.class)
        .single();
  }

  private void keep(Report report) {
    jdbc.sql(
            """
            insert into report (id, schedule, made_at, document) values (:id, :schedule, :at, :document::jsonb)
            on conflict do nothing
            """)
        .param("id", report.id())
        .param("schedule", report.schedule())
        .param("at", Timestamp.from(report.madeAt()))
        .param("document", json.writeValueAsString(report))
        .update();
  }

  /** The report of this id. */
  public Optional<Report> find(UUID id) {
    return jdbc.sql("select document from report where id = :id")
        .param("id", id)
        .query((row, number) -> json.readValue(row.getString("document"), Report.class))
        .optional();
  }

  /** The newest reports; of all schedules if none is given. */
  List<Report> list(@Nullable String schedule, int page, int size) {
    return jdbc.sql(
            """
            select document from report where :schedule::text is null or schedule = :schedule
            order by made_at desc, id limit :size offset :before
            """)
        .param("schedule", schedule, Types.VARCHAR)
        .param("size", size)
        .param("before", (long) page * size)
        .query((row, number) -> json.readValue(row.getString("document"), Report.class))
        .list();
  }

  long count(@Nullable String schedule) {
    return jdbc.sql(
            "select count(*) from report where :schedule::text is null or schedule = :schedule")
        .param("schedule", schedule, Types.VARCHAR)
        .query(Long.class)
        .single();
  }
}
