package io.tidewatch.churn.features;

import io.tidewatch.platform.problem.NotFoundException;

/** The caller named a model that the platform does not have. */
public class UnknownModelException extends NotFoundException {

  public UnknownModelException(String name) {
    super("unknown-model", "There is no model '%s'; use customer or clickstream.".formatted(name));
  }
}
