package io.tidewatch.etl.marts;

import io.tidewatch.etl.quality.CheckResult;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Replaces the contents of all marts in one transaction: a reader sees the old or the new ones. */
@Repository
public class Marts {
  private static final int BATCH = 2000;
  private static final int QUALITY_RUNS_KEPT = 200;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  Marts(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** The rows of each mart, computed on the cluster and brought here: marts are small by design. */
  public static Map<Mart, List<Row>> compute(ProcessedTables in) {
    Map<Mart, List<Row>> all = new EnumMap<>(Mart.class);
    for (Mart mart : Mart.values()) {
      all.put(mart, mart.rows(in).collectAsList());
    }
    return all;
  }

  /**
   * Replaces every mart.
   *
   * @return rows written
   */
  public long replace(
      String runId, Map<Mart, List<Row>> marts, List<CheckResult> checks, Instant at) {
    Long rows =
        transaction.execute(
            status -> {
              long written = 0;
              for (Map.Entry<Mart, List<Row>> mart : marts.entrySet()) {
                written += replace(runId, mart.getKey(), mart.getValue(), at);
              }
              checks.forEach(c -> insert(runId, c, at));
              jdbc.update(
                  "delete from marts.quality_results where run_id not in (select run_id from marts.quality_results group by run_id order by max(checked_at) desc limit ?)",
                  QUALITY_RUNS_KEPT);
              return written;
            });
    return rows == null ? 0 : rows;
  }

  private long replace(String runId, Mart mart, List<Row> rows, Instant at) {
    String table = "marts." + mart.table();
    jdbc.update("delete from " + table);
    if (!rows.isEmpty()) {
      String[] columns = rows.getFirst().schema().fieldNames();
      String sql =
          "insert into %s (%s) values (%s)"
              .formatted(
                  table,
                  String.join(", ", columns),
                  String.join(", ", Arrays.stream(columns).map(c -> "?").toList()));
      jdbc.batchUpdate(
          sql,
          rows,
          BATCH,
          (statement, row) -> {
            for (int i = 0; i < columns.length; i++) {
              statement.setObject(i + 1, row.get(i));
            }
          });
    }
    jdbc.update(
        "insert into marts.refreshed (mart, run_id, rows, refreshed_at) values (?, ?, ?, ?) on conflict (mart) do update set run_id = excluded.run_id, rows = excluded.rows, refreshed_at = excluded.refreshed_at",
        mart.table(),
        runId,
        rows.size(),
        Timestamp.from(at));
    return rows.size();
  }

  private void insert(String runId, CheckResult check, Instant at) {
    jdbc.update(
        "insert into marts.quality_results (run_id, dataset, check_id, passed, observed, expectation, checked_at) values (?, ?, ?, ?, ?, ?, ?) on conflict (run_id, dataset, check_id) do update set passed = excluded.passed, observed = excluded.observed, checked_at = excluded.checked_at",
        runId,
        check.dataset(),
        check.checkId(),
        check.passed(),
        check.observed(),
        check.expectation(),
        Timestamp.from(at));
  }
}
