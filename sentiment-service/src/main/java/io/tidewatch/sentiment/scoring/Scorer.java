package io.tidewatch.sentiment.scoring;

import java.util.List;

/** Scores texts. Safe for use by several threads. */
public interface Scorer {

  /**
   * Returns the sentiment of each text, in the order of the texts, all by one model.
   *
   * @throws io.tidewatch.platform.problem.OverloadedException if there is no room for all of them
   * @throws ScoringFailedException if the model fails on one of them
   */
  List<Scored> score(List<String> texts);

  /**
   * Returns the sentiment of each text; waits for room instead of refusing.
   *
   * @throws ScoringFailedException if the model fails on one of them
   */
  List<Scored> scorePatiently(List<String> texts);

  /** Returns for each text its sentiment, or why the model failed on it; waits for room. */
  default List<ScoreOutcome> scoreEach(List<String> texts) {
    try {
      return scorePatiently(texts).stream().map(ScoreOutcome::of).toList();
    } catch (ScoringFailedException e) {
      return texts.size() == 1
          ? List.of(ScoreOutcome.of(e))
          : texts.stream().map(text -> scoreEach(List.of(text)).getFirst()).toList();
    }
  }

  /** Returns the version of the model that scores at the moment. */
  String modelVersion();
}
