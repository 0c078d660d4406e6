package io.tidewatch.churn.scoring;

import io.tidewatch.churn.features.ChurnModel;

/** The model has no champion yet. */
class ModelNotReadyException extends RuntimeException {
  ModelNotReadyException(ChurnModel model) {
    super(
        "Model %s has not been trained yet; it is once labelled customers are in the lake."
            .formatted(model.wireName()));
  }
}
