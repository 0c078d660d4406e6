package io.tidewatch.sentiment.texts;

import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.contracts.events.TextKind;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The scored texts, one row a text. */
@Repository
public class ScoredTexts {
  private static final int KEPT_CHARACTERS = 4000;

  /** A redelivered text changes nothing; an older version of a text never replaces a newer one. */
  private static final String UPSERT =
      """
      insert into scored_text as held (
        text_id, kind, customer_id, language, text, given_stars, product_id, stars, confidence,
        probabilities, truncated, model_version, written_at, received_at, scored_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (text_id) do update set
        kind = excluded.kind, customer_id = excluded.customer_id, language = excluded.language,
        text = excluded.text, given_stars = excluded.given_stars,
        product_id = excluded.product_id, stars = excluded.stars,
        confidence = excluded.confidence, probabilities = excluded.probabilities,
        truncated = excluded.truncated, model_version = excluded.model_version,
        written_at = excluded.written_at, received_at = excluded.received_at,
        scored_at = excluded.scored_at
      where excluded.received_at > held.received_at
        or (excluded.received_at = held.received_at
          and excluded.model_version <> held.model_version)
      """;

  private final JdbcTemplate jdbc;
  private final JdbcClient client;

  ScoredTexts(JdbcTemplate jdbc, JdbcClient client) {
    this.jdbc = jdbc;
    this.client = client;
  }

  /** Stores all texts or none. */
  @Transactional
  public void store(List<ScoredText> texts) {
    jdbc.batchUpdate(UPSERT, texts, 200, ScoredTexts::bind);
  }

  /** Returns those of the ids that are stored already. */
  public Set<String> stored(Collection<String> textIds) {
    return new HashSet<>(
        client
            .sql("select text_id from scored_text where text_id = any(:ids)")
            .param("ids", textIds.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  List<ScoredText> find(TextFilter filter, int page, int size) {
    return client
        .sql(
            "select * from scored_text where "
                + filter.condition()
                + " order by written_at desc, text_id limit :size offset :start")
        .params(filter.parameters())
        .param("size", size)
        .param("start", (long) page * size)
        .query(ROWS)
        .list();
  }

  long count(TextFilter filter) {
    return Objects.requireNonNull(
        client
            .sql("select count(*) from scored_text where " + filter.condition())
            .params(filter.parameters())
            .query(Long.class)
            .single());
  }

  /** Returns the latest texts of a customer, newest first. */
  List<ScoredText> latest(String customerId, int most) {
    return find(TextFilter.ofCustomer(customerId), 0, most);
  }

  private static void bind(PreparedStatement to, ScoredText text) throws SQLException {
    to.setString(1, text.textId());
    to.setString(2, text.kind().wireName());
    to.setString(3, text.customerId());
    to.setString(4, text.language());
    to.setString(5, kept(text.text()));
    to.setObject(6, text.givenStars(), Types.SMALLINT);
    to.setString(7, text.productId());
    to.setInt(8, text.stars());
    to.setDouble(9, text.confidence());
    Object[] shares = new Object[Sentiment.values().length];
    for (Sentiment sentiment : Sentiment.values()) {
      shares[sentiment.ordinal()] = text.probabilities().getOrDefault(sentiment, 0.0);
    }
    to.setArray(10, to.getConnection().createArrayOf("float8", shares));
    to.setBoolean(11, text.truncated());
    to.setString(12, text.modelVersion());
    to.setTimestamp(13, Timestamp.from(text.writtenAt()));
    to.setTimestamp(14, Timestamp.from(text.receivedAt()));
    to.setTimestamp(15, Timestamp.from(text.scoredAt()));
  }

  /** PostgreSQL's text type has no NUL. */
  private static String kept(String text) {
    String clean = text.replace('\0', '\uFFFD');
    if (clean.length() <= KEPT_CHARACTERS) {
      return clean;
    }
    int end =
        Character.isHighSurrogate(clean.charAt(KEPT_CHARACTERS - 1))
            ? KEPT_CHARACTERS - 1
            : KEPT_CHARACTERS;
    return clean.substring(0, end);
  }

  private static final RowMapper<ScoredText> ROWS =
      (row, number) ->
          new ScoredText(
              row.getString("text_id"),
              TextKind.of(row.getString("kind")),
              row.getString("customer_id"),
              row.getString("language"),
              row.getString("text"),
              stars(row),
              row.getString("product_id"),
              Sentiment.ofStars(row.getInt("stars")),
              row.getInt("stars"),
              row.getDouble("confidence"),
              probabilities(row.getArray("probabilities")),
              row.getBoolean("truncated"),
              row.getString("model_version"),
              instant(row, "written_at"),
              instant(row, "received_at"),
              instant(row, "scored_at"));

  private static @Nullable Integer stars(ResultSet row) throws SQLException {
    int stars = row.getInt("given_stars");
    return row.wasNull() ? null : stars;
  }

  private static Map<Sentiment, Double> probabilities(Array array) throws SQLException {
    Double[] shares = (Double[]) array.getArray();
    Map<Sentiment, Double> map = new EnumMap<>(Sentiment.class);
    for (Sentiment sentiment : Sentiment.values()) {
      map.put(sentiment, shares[sentiment.ordinal()]);
    }
    return map;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
