package io.tidewatch.sentiment.model;

import java.util.List;

/**
 * A text as the encoder sees it: one window, or several that overlap.
 *
 * @param windows each with the marks at both ends; at least one
 * @param truncated whether word pieces of the text are in no window
 */
public record WindowedText(List<TokenizedText> windows, boolean truncated) {

  /** Copies the list. */
  public WindowedText {
    windows = List.copyOf(windows);
  }
}
