package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.etl.refine.Refined;
import io.tidewatch.etl.refine.Refinements;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** How far each processed table was after the latest successful run. */
@Repository
class Watermarks {
  private final JdbcClient sql;
  private final JsonMapper json;

  Watermarks(JdbcClient sql, JsonMapper json) {
    this.sql = sql;
    this.json = json;
  }

  /** The state of each processed table that the present rules have made, by data set. */
  Map<String, Refined> all() {
    return sql
        .sql("select * from watermarks where rules = :rules")
        .param("rules", Refinements.RULES)
        .query(
            (row, i) ->
                new Refined(
                    row.getString("dataset"),
                    row.getObject("raw_snapshot", Long.class),
                    row.getLong("processed_snapshot"),
                    json.readValue(row.getString("counts"), RunCounts.class)))
        .list()
        .stream()
        .collect(Collectors.toMap(Refined::dataset, Function.identity()));
  }

  void save(Refined state, UUID runId) {
    sql.sql(
            """
            insert into watermarks
              (dataset, raw_snapshot, processed_snapshot, rules, counts, run_id)
            values (:dataset, :raw, :processed, :rules, :counts::jsonb, :run)
            on conflict (dataset) do update set raw_snapshot = excluded.raw_snapshot,
              processed_snapshot = excluded.processed_snapshot, rules = excluded.rules,
              counts = excluded.counts, run_id = excluded.run_id
            """)
        .param("dataset", state.dataset())
        .param("raw", state.rawSnapshot(), java.sql.Types.BIGINT)
        .param("processed", state.processedSnapshot())
        .param("rules", Refinements.RULES)
        .param("counts", json.writeValueAsString(state.counts()))
        .param("run", runId)
        .update();
  }
}
