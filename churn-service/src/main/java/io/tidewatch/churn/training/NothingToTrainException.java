package io.tidewatch.churn.training;

/** The data does not allow a model, and trying again would not help. */
class NothingToTrainException extends RuntimeException {
  NothingToTrainException(String message) {
    super(message);
  }
}
