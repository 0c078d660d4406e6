package io.tidewatch.etl.quality;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The check results of the newest run over REST. */
@RestController
class QualityController {
  private final JdbcClient jdbc;

  QualityController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping("/api/v1/quality")
  List<CheckResult> latest() {
    return jdbc.sql(
            "select dataset, check_id, passed, observed, expectation from marts.quality_results where run_id = (select run_id from marts.quality_results order by checked_at desc limit 1) order by dataset, check_id")
        .query(
            (row, n) ->
                new CheckResult(
                    row.getString("dataset"),
                    row.getString("check_id"),
                    row.getBoolean("passed"),
                    row.getDouble("observed"),
                    row.getString("expectation")))
        .list();
  }
}
