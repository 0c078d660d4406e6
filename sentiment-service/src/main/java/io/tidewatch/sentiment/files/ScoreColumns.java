package io.tidewatch.sentiment.files;

import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.sentiment.scoring.ScoreOutcome;
import io.tidewatch.sentiment.scoring.Scored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The columns that a result has beside those of its file. */
final class ScoreColumns {
  private static final String PREFIX = "sentiment_";

  private ScoreColumns() {}

  static List<String> names() {
    List<String> names = new ArrayList<>(List.of("class", "stars", "confidence"));
    for (Sentiment sentiment : Sentiment.values()) {
      names.add(sentiment.wireName());
    }
    names.addAll(List.of("language", "truncated", "windows", "model", "error"));
    return names.stream().map(name -> PREFIX + name).toList();
  }

  /** Adds the score, or the error, to the values of a row; a column of that name is replaced. */
  static SequencedMap<String, Object> appended(Row row, @Nullable ScoreOutcome outcome) {
    SequencedMap<String, Object> all = new LinkedHashMap<>(row.values());
    Scored scored = outcome == null ? null : outcome.scored();
    if (scored == null) {
      String error = outcome == null ? row.flaw() : outcome.failure();
      all.putLast(PREFIX + "error", String.valueOf(error));
      return all;
    }
    all.putLast(PREFIX + "class", scored.sentiment().wireName());
    all.putLast(PREFIX + "stars", scored.sentiment().stars());
    all.putLast(PREFIX + "confidence", scored.confidence());
    scored
        .probabilities()
        .forEach((sentiment, share) -> all.putLast(PREFIX + sentiment.wireName(), share));
    all.putLast(PREFIX + "language", scored.language());
    all.putLast(PREFIX + "truncated", scored.truncated());
    all.putLast(PREFIX + "windows", scored.windows());
    all.putLast(PREFIX + "model", scored.modelVersion());
    return all;
  }
}
