package io.tidewatch.sentiment.texts;

import io.tidewatch.contracts.events.Sentiment;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of the scored texts. */
@Repository
class SentimentFigures {
  private static final String UNDECLARED = "und";

  private final JdbcClient client;

  SentimentFigures(JdbcClient client) {
    this.client = client;
  }

  SentimentCounts total(Instant since) {
    return SentimentCounts.of(
        grouped("'all'", "written_at >= :since", Map.of("since", at(since)))
            .getOrDefault("all", Map.of()));
  }

  /** Returns the counts by language, {@code und} where the source declared none. */
  SequencedMap<String, SentimentCounts> byLanguage(Instant since) {
    return counts("coalesce(language, '" + UNDECLARED + "')", since);
  }

  /** Returns the counts by UTC day, in order of the days. */
  SequencedMap<String, SentimentCounts> byDay(Instant since) {
    return counts("to_char(written_at at time zone 'UTC', 'YYYY-MM-DD')", since);
  }

  SequencedMap<String, SentimentCounts> byKind(Instant since) {
    return counts("kind", since);
  }

  SentimentCounts ofCustomer(String customerId) {
    return SentimentCounts.of(
        grouped("'all'", "customer_id = :customer", Map.of("customer", customerId))
            .getOrDefault("all", Map.of()));
  }

  private SequencedMap<String, SentimentCounts> counts(String group, Instant since) {
    SequencedMap<String, SentimentCounts> counts = new TreeMap<>();
    grouped(group, "written_at >= :since", Map.of("since", at(since)))
        .forEach((name, found) -> counts.put(name, SentimentCounts.of(found)));
    return counts;
  }

  private Map<String, Map<Sentiment, Long>> grouped(
      String group, String condition, Map<String, Object> parameters) {
    Map<String, Map<Sentiment, Long>> groups = new TreeMap<>();
    client
        .sql(
            "select %s as name, stars, count(*) as texts from scored_text where %s group by 1, 2"
                .formatted(group, condition))
        .params(parameters)
        .query(
            row -> {
              groups
                  .computeIfAbsent(row.getString("name"), key -> new EnumMap<>(Sentiment.class))
                  .put(Sentiment.ofStars(row.getInt("stars")), row.getLong("texts"));
            });
    return groups;
  }

  private static Timestamp at(Instant instant) {
    return Timestamp.from(instant);
  }
}
