package io.tidewatch.sentiment.stream;

import org.jspecify.annotations.Nullable;

/** A record that is no review and that no retry can make one. */
final class UnreadableReviewException extends RuntimeException {
  UnreadableReviewException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
