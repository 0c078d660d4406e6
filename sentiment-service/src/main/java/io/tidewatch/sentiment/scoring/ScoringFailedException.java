package io.tidewatch.sentiment.scoring;

import org.jspecify.annotations.Nullable;

/** The model could not score a text, or was shut down before it did. */
public final class ScoringFailedException extends RuntimeException {
  /** Says why. */
  public ScoringFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
