package io.tidewatch.sentiment.training;

/**
 * A text that a person rated.
 *
 * @param language language code as the source gives it
 * @param polarity negative, neutral or positive
 * @param stars 1 to 5, or 0 where only the polarity is known
 * @param source where the row comes from
 * @param licence licence tier of the source
 * @param text the review
 */
record LabelledReview(
    String language, Polarity polarity, int stars, String source, String licence, String text) {

  boolean hasStars() {
    return stars > 0;
  }

  /** Returns the label that balancing counts by: the stars, or the polarity. */
  String label() {
    return hasStars() ? Integer.toString(stars) : polarity.name();
  }
}
