package io.tidewatch.sentiment.model;

import org.jspecify.annotations.Nullable;

/** The model's files are missing, damaged or do not fit together; the service cannot start. */
public final class ModelUnusableException extends RuntimeException {
  /** Says what is wrong with which model, and what to do. */
  public ModelUnusableException(String message) {
    super(message);
  }

  /** Says the same, and what led to it. */
  public ModelUnusableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
