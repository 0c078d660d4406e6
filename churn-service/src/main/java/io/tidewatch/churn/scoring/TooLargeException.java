package io.tidewatch.churn.scoring;

/** The request has more rows or bytes than one call may have. */
class TooLargeException extends RuntimeException {
  TooLargeException(String message) {
    super(message);
  }
}
