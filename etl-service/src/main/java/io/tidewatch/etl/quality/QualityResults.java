package io.tidewatch.etl.quality;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The latest check results, in the mart {@code quality_results}. */
@Component
public class QualityResults {
  private final JdbcClient sql;

  QualityResults(JdbcClient sql) {
    this.sql = sql;
  }

  /** Replaces the results by those of a run, in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void replace(List<QualityResult> results) {
    sql.sql("delete from marts.quality_results").update();
    for (QualityResult result : results) {
      sql.sql(
              """
              insert into marts.quality_results
                (run_id, dataset, check_id, passed, observed, expectation, checked_at)
              values (?, ?, ?, ?, ?, ?, ?)
              """)
          .params(
              java.util.Arrays.asList(
                  result.runId(),
                  result.dataset(),
                  result.checkId(),
                  result.passed(),
                  result.observed(),
                  result.expectation(),
                  OffsetDateTime.ofInstant(result.checkedAt(), ZoneOffset.UTC)))
          .update();
    }
  }

  /** The results of the latest run. */
  public List<QualityResult> latest() {
    return sql.sql(
            """
            select run_id, dataset, check_id, passed, observed, expectation, checked_at
            from marts.quality_results order by dataset, check_id
            """)
        .query(
            (row, i) ->
                new QualityResult(
                    row.getString("run_id"),
                    row.getString("dataset"),
                    row.getString("check_id"),
                    row.getBoolean("passed"),
                    row.getObject("observed", Double.class),
                    row.getString("expectation"),
                    row.getObject("checked_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
