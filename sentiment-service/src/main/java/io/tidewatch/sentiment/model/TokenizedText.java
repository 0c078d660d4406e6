package io.tidewatch.sentiment.model;

/**
 * A text as the encoder sees it.
 *
 * @param ids word pieces with the marks at both ends
 * @param truncated whether the text was longer than the window and its end was cut
 */
public record TokenizedText(long[] ids, boolean truncated) {
  /** Returns the number of word pieces. */
  public int length() {
    return ids.length;
  }
}
