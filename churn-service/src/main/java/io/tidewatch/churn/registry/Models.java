package io.tidewatch.churn.registry;

import io.tidewatch.churn.drift.DriftBaseline;
import io.tidewatch.churn.evaluation.Interval;
import io.tidewatch.churn.features.ChurnModel;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The stored model versions and their aliases. */
@Repository
public class Models {
  private static final String SELECT =
      """
      select v.*, (select alias from model_alias a where a.version = v.version
        order by alias limit 1) alias from model_version v""";
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Models(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** A version that nobody has yet, for example {@code customer-20261101-1}. */
  public String nextVersion(ChurnModel model) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    int number =
        jdbc.sql(
                """
                insert into version_counter (model, day, last) values (:model, :day, 1)
                on conflict (model, day) do update set last = version_counter.last + 1
                returning last""")
            .param("model", model.wireName())
            .param("day", day)
            .query(Integer.class)
            .single();
    return "%s-%s-%d"
        .formatted(model.wireName(), DateTimeFormatter.BASIC_ISO_DATE.format(day), number);
  }

  void add(TrainedModel trained) {
    Interval auc = trained.metrics().evaluation().rocAuc();
    jdbc.sql(
            """
            insert into model_version (version, model, run_id, trained_at, train_seconds, table_name,
              snapshot_id, train_rows, test_rows, location, roc_auc, roc_auc_low, roc_auc_high,
              parameters, metrics, drift_baseline)
            values (:version, :model, :run, :at, :seconds, :table, :snapshot, :train, :test, :location,
              :auc, :low, :high, :parameters::jsonb, :metrics::jsonb, :drift::jsonb)""")
        .param("version", trained.version())
        .param("model", trained.model().wireName())
        .param("run", trained.runId())
        .param("at", now())
        .param("seconds", trained.trainSeconds())
        .param("table", trained.table())
        .param("snapshot", trained.snapshotId())
        .param("train", trained.trainRows())
        .param("test", trained.testRows())
        .param("location", trained.location())
        .param("auc", auc.value())
        .param("low", auc.low())
        .param("high", auc.high())
        .param("parameters", json.writeValueAsString(trained.parameters()))
        .param("metrics", json.writeValueAsString(trained.metrics()))
        .param("drift", json.writeValueAsString(trained.driftBaseline()))
        .update();
  }

  /** The version that a training run has registered, if it came that far. */
  public Optional<ModelVersion> ofRun(java.util.UUID run) {
    return jdbc.sql(SELECT + " where run_id = :run").param("run", run).query(row()).optional();
  }

  /** The version that serves, if there is one. */
  public Optional<ModelVersion> champion(ChurnModel model) {
    return jdbc.sql(
            SELECT
                + " where version = (select version from model_alias"
                + " where model = :model and alias = 'champion')")
        .param("model", model.wireName())
        .query(row())
        .optional();
  }

  /** All versions, newest first; null = of both models. */
  List<ModelVersion> all(@Nullable ChurnModel model) {
    return jdbc.sql(
            SELECT + " where :model::text is null or model = :model order by trained_at desc")
        .param("model", model == null ? null : model.wireName())
        .query(row())
        .list();
  }

  Optional<ModelVersion> find(ChurnModel model, String version) {
    return jdbc.sql(SELECT + " where model = :model and version = :version")
        .param("model", model.wireName())
        .param("version", version)
        .query(row())
        .optional();
  }

  /** The distributions that a version was trained on. */
  public DriftBaseline driftBaseline(String version) {
    return json.readValue(
        jdbc.sql("select drift_baseline from model_version where version = :version")
            .param("version", version)
            .query(String.class)
            .single(),
        DriftBaseline.class);
  }

  void alias(ChurnModel model, String alias, String version) {
    jdbc.sql(
            """
            insert into model_alias (model, alias, version, since) values (:model, :alias, :version, :at)
            on conflict (model, alias) do update set version = :version, since = :at""")
        .param("model", model.wireName())
        .param("alias", alias)
        .param("version", version)
        .param("at", now())
        .update();
  }

  void dropAlias(ChurnModel model, String alias, String version) {
    jdbc.sql(
            "delete from model_alias where model = :model and alias = :alias and version = :version")
        .param("model", model.wireName())
        .param("alias", alias)
        .param("version", version)
        .update();
  }

  private RowMapper<ModelVersion> row() {
    return (rs, i) ->
        new ModelVersion(
            rs.getString("model"),
            rs.getString("version"),
            rs.getString("alias"),
            rs.getObject("trained_at", OffsetDateTime.class).toInstant(),
            new Interval(
                rs.getDouble("roc_auc"), rs.getDouble("roc_auc_low"), rs.getDouble("roc_auc_high")),
            rs.getLong("train_rows"),
            rs.getLong("test_rows"),
            rs.getString("table_name"),
            rs.getLong("snapshot_id"),
            rs.getString("location"),
            rs.getDouble("train_seconds"),
            json.readTree(rs.getString("parameters")),
            json.readTree(rs.getString("metrics")));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
