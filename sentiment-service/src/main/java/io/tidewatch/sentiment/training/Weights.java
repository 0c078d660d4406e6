package io.tidewatch.sentiment.training;

/** How much each row counts: a polarity half as much as stars. */
final class Weights {
  private static final float POLARITY = 0.5f;
  private static final float SUBTITLE_EMOTION = 0.25f;

  private Weights() {}

  /** Emotions in film subtitles are the loosest stand-in for how a customer feels. */
  static float base(LabelledReview row) {
    if (row.hasStars()) {
      return 1;
    }
    return row.source().equals("XED") ? SUBTITLE_EMOTION : POLARITY;
  }
}
