package io.tidewatch.churn.scoring;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.contracts.events.ChurnBand;
import io.tidewatch.contracts.events.ChurnScored;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The latest score of every customer, and how it came to be. */
@Repository
class Predictions {
  private static final String STORE =
      """
      with incoming as (
        select * from unnest(?::uuid[], ?::text[], ?::text[], ?::float8[], ?::text[], ?::float8[],
          ?::text[], ?::timestamptz[], ?::timestamptz[])
          as i(score_id, customer_id, model_version, probability, band, baseline, contributions,
            as_of, scored_at)),
      previous as (
        select customer_id, p.probability, p.model_version from prediction p
        join incoming using (customer_id) where p.model = ?),
      stored as (
        insert into prediction as p (model, customer_id, score_id, model_version, probability, band,
          baseline, contributions, as_of, scored_at)
        select ?, customer_id, score_id, model_version, probability, band, baseline,
          contributions::jsonb, as_of, scored_at from incoming order by customer_id
        on conflict (model, customer_id) do update set score_id = excluded.score_id,
          model_version = excluded.model_version, probability = excluded.probability,
          band = excluded.band, baseline = excluded.baseline,
          contributions = excluded.contributions, as_of = excluded.as_of,
          scored_at = excluded.scored_at
        where p.as_of <= excluded.as_of
        returning p.*),
      kept as (
        insert into prediction_history (score_id, model, customer_id, model_version, probability,
          band, as_of, scored_at)
        select s.score_id, s.model, s.customer_id, s.model_version, s.probability, s.band, s.as_of,
          s.scored_at
        from stored s left join previous b using (customer_id)
        where b.customer_id is null or b.model_version <> s.model_version
          or abs(b.probability - s.probability) >= 0.005
        on conflict (score_id) do nothing)
      select customer_id from stored""";
  private static final String FILTER =
      """
       from prediction where model = :model and (:band::text is null or band = :band)
      and (:q::text is null or strpos(lower(customer_id), lower(:q)) > 0)""";

  private final JdbcTemplate template;
  private final JdbcClient jdbc;
  private final JsonMapper json;

  Predictions(JdbcTemplate template, JdbcClient jdbc, JsonMapper json) {
    this.template = template;
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Stores scores of one model, one a customer, in one statement; a score with an older as-of than
   * the stored one changes nothing. A visible change is kept in the history.
   *
   * @return the scores that are now the latest
   */
  List<ChurnScored> store(ChurnModel model, List<ChurnScored> scores) {
    if (scores.isEmpty()) {
      return List.of();
    }
    // the same order everywhere: two writers cannot lock each other out
    List<ChurnScored> sorted =
        scores.stream().sorted(Comparator.comparing(ChurnScored::customerId)).toList();
    Set<String> stored =
        template.execute(
            (Connection c) -> {
              try (var statement = c.prepareStatement(STORE)) {
                statement.setArray(1, array(c, "uuid", sorted, s -> UUID.fromString(s.scoreId())));
                statement.setArray(2, array(c, "text", sorted, ChurnScored::customerId));
                statement.setArray(3, array(c, "text", sorted, ChurnScored::modelVersion));
                statement.setArray(4, array(c, "float8", sorted, ChurnScored::probability));
                statement.setArray(5, array(c, "text", sorted, s -> s.band().wireName()));
                statement.setArray(6, array(c, "float8", sorted, ChurnScored::baseline));
                statement.setArray(
                    7, array(c, "text", sorted, s -> json.writeValueAsString(s.contributions())));
                statement.setArray(8, array(c, "text", sorted, s -> s.asOf().toString()));
                statement.setArray(9, array(c, "text", sorted, s -> s.scoredAt().toString()));
                statement.setString(10, model.wireName());
                statement.setString(11, model.wireName());
                Set<String> customers = new HashSet<>();
                try (ResultSet rows = statement.executeQuery()) {
                  while (rows.next()) {
                    customers.add(rows.getString(1));
                  }
                }
                return customers;
              }
            });
    return stored == null
        ? List.of()
        : sorted.stream().filter(s -> stored.contains(s.customerId())).toList();
  }

  private static Array array(
      Connection connection,
      String type,
      List<ChurnScored> scores,
      Function<ChurnScored, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, scores.stream().map(value).toArray());
  }

  /** How a page of predictions is ordered. */
  enum Order {
    PROBABILITY("probability"),
    CUSTOMER_ID("customer_id"),
    AS_OF("as_of"),
    SCORED_AT("scored_at");

    private final String column;

    Order(String column) {
      this.column = column;
    }
  }

  /**
   * The latest scores of a model; null filters nothing.
   *
   * @param q part of the customer id, in any case
   */
  List<ChurnScored> page(
      ChurnModel model,
      @Nullable ChurnBand band,
      @Nullable String q,
      Order order,
      boolean falling,
      int page,
      int size) {
    return filtered(
            "select *"
                + FILTER
                + " order by "
                + order.column
                + (falling ? " desc" : "")
                + ", customer_id limit :size offset :offset",
            model,
            band,
            q)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(row())
        .list();
  }

  long count(ChurnModel model, @Nullable ChurnBand band, @Nullable String q) {
    return filtered("select count(*)" + FILTER, model, band, q).query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(
      String sql, ChurnModel model, @Nullable ChurnBand band, @Nullable String q) {
    return jdbc.sql(sql)
        .param("model", model.wireName())
        .param("band", band == null ? null : band.wireName())
        .param("q", q);
  }

  /** The latest score of a customer, if there is one. */
  Optional<ChurnScored> latest(ChurnModel model, String customerId) {
    return jdbc.sql("select * from prediction where model = :model and customer_id = :id")
        .param("model", model.wireName())
        .param("id", customerId)
        .query(row())
        .optional();
  }

  /** One kept score. */
  record Past(
      double probability, ChurnBand band, String modelVersion, Instant asOf, Instant scoredAt) {}

  /** The kept scores of a customer, newest first. */
  List<Past> history(ChurnModel model, String customerId, int limit) {
    return jdbc.sql(
            """
            select * from prediction_history where model = :model and customer_id = :id
            order by as_of desc, scored_at desc limit :limit""")
        .param("model", model.wireName())
        .param("id", customerId)
        .param("limit", limit)
        .query(
            (rs, i) ->
                new Past(
                    rs.getDouble("probability"),
                    ChurnBand.ofProbability(rs.getDouble("probability")),
                    rs.getString("model_version"),
                    rs.getObject("as_of", OffsetDateTime.class).toInstant(),
                    rs.getObject("scored_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /**
   * The latest scores of one model in figures.
   *
   * @param histogram customers per tenth of the probability
   */
  record Figures(
      long scored, long high, long medium, long low, double mean, List<Long> histogram) {}

  /** The model's latest scores in figures. */
  Figures figures(ChurnModel model) {
    return jdbc.sql(
            """
            select count(*) scored, coalesce(avg(probability), 0) mean,
              count(*) filter (where band = 'high') high,
              count(*) filter (where band = 'medium') medium,
              count(*) filter (where band = 'low') low,
              (select array_agg(coalesce(h.n, 0) order by b.b) from generate_series(0, 9) b(b)
                left join (select least(9, floor(probability * 10))::int bin, count(*) n
                  from prediction where model = :model group by 1) h on h.bin = b.b) histogram
            from prediction where model = :model""")
        .param("model", model.wireName())
        .query(
            (rs, i) ->
                new Figures(
                    rs.getLong("scored"),
                    rs.getLong("high"),
                    rs.getLong("medium"),
                    rs.getLong("low"),
                    rs.getDouble("mean"),
                    List.of((Long[]) rs.getArray("histogram").getArray())))
        .single();
  }

  private RowMapper<ChurnScored> row() {
    return (rs, i) ->
        new ChurnScored(
            rs.getString("score_id"),
            rs.getString("customer_id"),
            rs.getString("model"),
            rs.getString("model_version"),
            rs.getDouble("probability"),
            ChurnBand.ofProbability(rs.getDouble("probability")),
            rs.getDouble("baseline"),
            new ArrayList<>(
                json.readValue(
                    rs.getString("contributions"),
                    new TypeReference<List<ChurnScored.Contribution>>() {})),
            rs.getObject("as_of", OffsetDateTime.class).toInstant(),
            rs.getObject("scored_at", OffsetDateTime.class).toInstant());
  }
}
