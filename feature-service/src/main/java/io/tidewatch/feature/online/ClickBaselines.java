package io.tidewatch.feature.online;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidewatch.feature.view.FeatureVector;
import io.tidewatch.feature.view.FeatureViews;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The click features of each customer as last materialised, to which live clicks are added.
 *
 * <p>Reads are cached; another instance sees a new materialisation after at most half a minute.
 */
@Repository
public class ClickBaselines {
  private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};

  private static final String UPSERT =
      """
      insert into click_baselines as b (customer_id, as_of, numeric)
      select v.customer_id, v.as_of::timestamptz, v.numeric::jsonb
      from unnest(?::text[], ?::text[], ?::text[]) as v(customer_id, as_of, numeric)
      order by v.customer_id
      on conflict (customer_id) do update set as_of = excluded.as_of, numeric = excluded.numeric
      """;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final Cache<String, Optional<FeatureVector>> cache =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofSeconds(30)).build();

  ClickBaselines(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** The customer's click features as last materialised. */
  public Optional<FeatureVector> find(String customerId) {
    return cache.get(customerId, this::read);
  }

  /** Makes the vectors the new baselines of their customers. */
  public void replace(List<FeatureVector> vectors) {
    if (vectors.isEmpty()) {
      return;
    }
    jdbc.update(
        connection -> {
          var statement = connection.prepareStatement(UPSERT);
          statement.setArray(
              1,
              connection.createArrayOf(
                  "text", vectors.stream().map(FeatureVector::customerId).toArray()));
          statement.setArray(
              2,
              connection.createArrayOf(
                  "text", vectors.stream().map(v -> v.asOf().toString()).toArray()));
          statement.setArray(
              3,
              connection.createArrayOf(
                  "text",
                  vectors.stream().map(v -> json.writeValueAsString(v.numeric())).toArray()));
          return statement;
        });
  }

  /** Makes the next reads see what has been replaced. */
  public void refresh() {
    cache.invalidateAll();
  }

  private Optional<FeatureVector> read(String customerId) {
    return jdbc
        .query(
            "select as_of, numeric from click_baselines where customer_id = ?",
            (row, n) ->
                new FeatureVector(
                    FeatureViews.CLICKSTREAM.name(),
                    customerId,
                    row.getObject("as_of", OffsetDateTime.class).toInstant(),
                    json.readValue(row.getString("numeric"), NUMBERS),
                    Map.of()),
            customerId)
        .stream()
        .findFirst();
  }
}
