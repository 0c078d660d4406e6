package io.tidewatch.sentiment.inference;

import org.springframework.http.HttpStatus;

/** A request that the protocol does not allow, or a model that is not here. */
final class InferenceRefusedException extends RuntimeException {
  private final HttpStatus status;

  InferenceRefusedException(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  static InferenceRefusedException bad(String message, Object... values) {
    return new InferenceRefusedException(HttpStatus.BAD_REQUEST, message.formatted(values));
  }

  HttpStatus status() {
    return status;
  }
}
