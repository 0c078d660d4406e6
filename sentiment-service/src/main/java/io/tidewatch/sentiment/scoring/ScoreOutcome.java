package io.tidewatch.sentiment.scoring;

import org.jspecify.annotations.Nullable;

/**
 * What became of one text of several.
 *
 * @param scored its sentiment; null if the model failed on it
 * @param failure why it failed; null if it did not
 */
public record ScoreOutcome(@Nullable Scored scored, @Nullable String failure) {

  static ScoreOutcome of(Scored scored) {
    return new ScoreOutcome(scored, null);
  }

  static ScoreOutcome of(ScoringFailedException failure) {
    return new ScoreOutcome(null, String.valueOf(failure.getMessage()));
  }
}
