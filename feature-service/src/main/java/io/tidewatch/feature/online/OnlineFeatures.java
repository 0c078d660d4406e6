package io.tidewatch.feature.online;

import io.tidewatch.feature.view.FeatureVector;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The online store: the latest features of each customer in each view. */
@Repository
public class OnlineFeatures {
  private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

  /** One statement for any number of rows; writers lock rows in the same order. */
  private static final String UPSERT =
      """
      insert into online_features as o (view, customer_id, as_of, numeric, categorical)
      select distinct on (v.view, v.customer_id)
             v.view, v.customer_id, v.as_of::timestamptz, v.numeric::jsonb, v.categorical::jsonb
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
           with ordinality as v(view, customer_id, as_of, numeric, categorical, position)
      order by v.view, v.customer_id, v.as_of::timestamptz desc, v.position desc
      on conflict (view, customer_id) do update
      set as_of = excluded.as_of, numeric = excluded.numeric, categorical = excluded.categorical
      where %s and (o.as_of, o.numeric, o.categorical)
            is distinct from (excluded.as_of, excluded.numeric, excluded.categorical)
      """;

  private static final String NEWER_WINS = UPSERT.formatted("excluded.as_of >= o.as_of");
  private static final String LAST_WINS = UPSERT.formatted("true");

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  OnlineFeatures(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** The customer's features in the view. */
  public Optional<FeatureVector> find(String view, String customerId) {
    return jdbc
        .query(
            "select as_of, numeric, categorical from online_features"
                + " where view = ? and customer_id = ?",
            (row, n) ->
                new FeatureVector(
                    view,
                    customerId,
                    row.getObject("as_of", OffsetDateTime.class).toInstant(),
                    json.readValue(row.getString("numeric"), NUMBERS),
                    json.readValue(row.getString("categorical"), LABELS)),
            view,
            customerId)
        .stream()
        .findFirst();
  }

  /** Stores the vectors unless the store has a newer one; returns how many rows changed. */
  public int upsert(List<FeatureVector> vectors) {
    return write(NEWER_WINS, vectors);
  }

  /** Stores the vectors whatever the store has; returns how many rows changed. */
  public int replace(List<FeatureVector> vectors) {
    return write(LAST_WINS, vectors);
  }

  /** How many customers have features in the view. */
  public long count(String view) {
    Long count =
        jdbc.queryForObject(
            "select count(*) from online_features where view = ?", Long.class, view);
    return count == null ? 0 : count;
  }

  private int write(String sql, List<FeatureVector> vectors) {
    if (vectors.isEmpty()) {
      return 0;
    }
    List<FeatureVector> ordered =
        vectors.stream().sorted(Comparator.comparing(FeatureVector::customerId)).toList();
    return jdbc.update(
        connection -> {
          PreparedStatement statement = connection.prepareStatement(sql);
          int index = 1;
          for (Function<FeatureVector, String> column : columns()) {
            Array values = connection.createArrayOf("text", ordered.stream().map(column).toArray());
            statement.setArray(index++, values);
          }
          return statement;
        });
  }

  private List<Function<FeatureVector, String>> columns() {
    return List.of(
        FeatureVector::view,
        FeatureVector::customerId,
        v -> v.asOf().truncatedTo(ChronoUnit.MICROS).toString(),
        v -> json.writeValueAsString(v.numeric()),
        v -> json.writeValueAsString(v.categorical()));
  }
}
