package io.tidewatch.churn.scoring;

import io.tidewatch.churn.drift.DriftReport;
import io.tidewatch.churn.features.ChurnModel;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the last batch of each model has covered and found. */
@Repository
class ScoredBatches {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  ScoredBatches(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What moves a model's probabilities.
   *
   * @param meanAbsoluteContribution over all customers, in probability points
   */
  record Driver(String feature, double meanAbsoluteContribution) {}

  /**
   * @param snapshotId Iceberg snapshot that was scored
   * @param drivers the strongest first
   */
  record Batch(
      String version,
      long snapshotId,
      Instant scoredAt,
      long rows,
      List<Driver> drivers,
      DriftReport drift) {}

  void keep(
      ChurnModel model,
      String version,
      long snapshotId,
      long rows,
      List<Driver> drivers,
      DriftReport drift) {
    jdbc.sql(
            """
            insert into scored_batch (model, version, snapshot_id, scored_at, rows, drivers, drift)
            values (:model, :version, :snapshot, :at, :rows, :drivers::jsonb, :drift::jsonb)
            on conflict (model) do update set version = excluded.version,
              snapshot_id = excluded.snapshot_id, scored_at = excluded.scored_at,
              rows = excluded.rows, drivers = excluded.drivers, drift = excluded.drift""")
        .param("model", model.wireName())
        .param("version", version)
        .param("snapshot", snapshotId)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("rows", rows)
        .param("drivers", json.writeValueAsString(drivers))
        .param("drift", json.writeValueAsString(drift))
        .update();
  }

  /** The last batch of a model, if there was one. */
  Optional<Batch> last(ChurnModel model) {
    return jdbc.sql("select * from scored_batch where model = :model")
        .param("model", model.wireName())
        .query(
            (rs, i) ->
                new Batch(
                    rs.getString("version"),
                    rs.getLong("snapshot_id"),
                    rs.getObject("scored_at", OffsetDateTime.class).toInstant(),
                    rs.getLong("rows"),
                    json.readValue(rs.getString("drivers"), new TypeReference<List<Driver>>() {}),
                    json.readValue(rs.getString("drift"), DriftReport.class)))
        .optional();
  }
}
