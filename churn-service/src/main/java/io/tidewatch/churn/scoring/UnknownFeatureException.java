package io.tidewatch.churn.scoring;

import io.tidewatch.churn.features.ChurnModel;
import org.jspecify.annotations.Nullable;

/** The caller gave a feature that the model does not have. */
class UnknownFeatureException extends RuntimeException {
  private final String field;

  UnknownFeatureException(ChurnModel model, @Nullable Integer index, String kind, String name) {
    super("Model %s has no %s feature '%s'.".formatted(model.wireName(), kind, name));
    this.field = (index == null ? "" : "[" + index + "].") + kind + "." + name;
  }

  String field() {
    return field;
  }
}
