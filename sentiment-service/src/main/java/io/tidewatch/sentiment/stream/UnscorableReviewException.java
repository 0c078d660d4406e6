package io.tidewatch.sentiment.stream;

/** A text on which the model fails each time, while it scores other texts. */
final class UnscorableReviewException extends RuntimeException {
  UnscorableReviewException(String message, Throwable cause) {
    super(message, cause);
  }
}
