package io.tidewatch.feature.text;

import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.feature.view.FeatureVector;
import io.tidewatch.feature.view.FeatureViews;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The scored texts of customers, and the view that they make. */
@Repository
class TextSentiments {
  private final JdbcClient jdbc;

  TextSentiments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores the text's sentiment unless a newer one is stored. */
  void store(SentimentScored scored) {
    Instant written = scored.writtenAt() == null ? scored.scoredAt() : scored.writtenAt();
    jdbc.sql(
            """
            insert into text_sentiments as t
                   (text_id, customer_id, kind, stars, written_at, scored_at)
            values (:text, :customer, :kind, :stars, :written, :scored)
            on conflict (text_id) do update
            set customer_id = excluded.customer_id, kind = excluded.kind, stars = excluded.stars,
                written_at = excluded.written_at, scored_at = excluded.scored_at,
                stored_at = clock_timestamp()
            where excluded.scored_at > t.scored_at
            """)
        .param("text", scored.textId())
        .param("customer", scored.customerId())
        .param("kind", scored.kind().wireName())
        .param("stars", scored.sentiment().stars())
        .param("written", written.atOffset(ZoneOffset.UTC))
        .param("scored", scored.scoredAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The customer's features in the view {@code text}. */
  Optional<FeatureVector> features(String customerId) {
    return jdbc.sql(
            "select as_of, texts, share_negative, latest_stars, trend from text_features"
                + " where customer_id = ?")
        .param(customerId)
        .query((row, n) -> vector(customerId, row))
        .optional();
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
