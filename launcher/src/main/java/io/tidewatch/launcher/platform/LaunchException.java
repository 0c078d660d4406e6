package io.tidewatch.launcher.platform;

/** The platform cannot do what was asked; the message says why and what to do next. */
public final class LaunchException extends RuntimeException {
  public LaunchException(String message) {
    super(message);
  }

  public LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
