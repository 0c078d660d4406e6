package io.tidewatch.platform.problem;

import java.time.Duration;

/** The service has more work than it can queue; the caller should come back after a while. */
public class OverloadedException extends RuntimeException {
  private final Duration retryAfter;

  public OverloadedException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long the caller should wait before the next try. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
