package io.tidewatch.sentiment.scoring;

import java.util.List;

/** Scores texts. Safe for use by several threads. */
public interface Scorer {

  /**
   * Returns the sentiment of each text, in the order of the texts.
   *
   * @throws io.tidewatch.platform.problem.OverloadedException if there is no room for all of them
   */
  List<Scored> score(List<String> texts);

  /** Returns the sentiment of each text; waits for room instead of refusing. */
  List<Scored> scorePatiently(List<String> texts);

  /** Returns the version of the model that scores. */
  String modelVersion();
}
