package io.tidewatch.churn.scoring;

/** feature-service did not answer; the caller should come back. */
class FeaturesUnavailableException extends RuntimeException {
  FeaturesUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
