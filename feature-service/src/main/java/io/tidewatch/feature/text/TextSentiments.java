package io.tidewatch.feature.text;

import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.feature.view.FeatureVector;
import io.tidewatch.feature.view.FeatureViews;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The scored texts of customers, and the view that they make. */
@Repository
class TextSentiments {
  private final JdbcClient jdbc;

  TextSentiments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores each text's sentiment unless a newer one is stored. */
  void store(List<SentimentScored> scored) {
    if (scored.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into text_sentiments as t
                   (text_id, customer_id, kind, stars, written_at, scored_at)
            select distinct on (v.text_id)
                   v.text_id, v.customer_id, v.kind, v.stars, v.written_at::timestamptz,
                   v.scored_at::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[])
                 as v(text_id, customer_id, kind, stars, written_at, scored_at)
            order by v.text_id, v.scored_at::timestamptz desc
            on conflict (text_id) do update
            set customer_id = excluded.customer_id, kind = excluded.kind, stars = excluded.stars,
                written_at = excluded.written_at, scored_at = excluded.scored_at,
                stored_at = clock_timestamp()
            where excluded.scored_at > t.scored_at
            """)
        .param(column(scored, SentimentScored::textId))
        .param(column(scored, SentimentScored::customerId))
        .param(column(scored, s -> s.kind().wireName()))
        .param(scored.stream().map(s -> s.sentiment().stars()).toArray(Integer[]::new))
        .param(column(scored, s -> micros(written(s))))
        .param(column(scored, s -> micros(s.scoredAt())))
        .update();
  }

  /** The features in the view {@code text} of those customers who have any. */
  List<FeatureVector> features(Set<String> customerIds) {
    if (customerIds.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            "select customer_id, as_of, texts, share_negative, latest_stars, trend"
                + " from text_features where customer_id = any (?)")
        .param(customerIds.toArray(String[]::new))
        .query((row, n) -> vector(row.getString("customer_id"), row))
        .list();
  }

  private static String[] column(
      List<SentimentScored> scored, Function<SentimentScored, @Nullable String> value) {
    return scored.stream().map(value).toArray(String[]::new);
  }

  private static Instant written(SentimentScored scored) {
    Instant written = scored.writtenAt();
    return written == null ? scored.scoredAt() : written;
  }

  private static String micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static FeatureVector vector(String customerId, ResultSet row) throws SQLException {
    Map<String, Double> numeric = new LinkedHashMap<>();
    for (String name : FeatureViews.TEXT.numeric()) {
      double value = row.getDouble(name);
      if (!row.wasNull()) {
        numeric.put(name, value);
      }
    }
    return new FeatureVector(
        FeatureViews.TEXT.name(),
        customerId,
        row.getObject("as_of", OffsetDateTime.class).toInstant(),
        numeric,
        Map.of());
  }
}
