package io.tidewatch.ingestion.events;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request to the collector is not taken as a whole. */
final class CollectorException extends RuntimeException {
  private final HttpStatus status;
  private final String slug;
  private final int retryAfterSeconds;
  private final transient List<Rejection> rejected;

  private CollectorException(
      HttpStatus status,
      String slug,
      String message,
      int retryAfterSeconds,
      List<Rejection> rejected) {
    super(message);
    this.status = status;
    this.slug = slug;
    this.retryAfterSeconds = retryAfterSeconds;
    this.rejected = rejected;
  }

  static CollectorException overloaded() {
    return new CollectorException(
        HttpStatus.TOO_MANY_REQUESTS,
        "overloaded",
        "Too many events wait for Kafka; send this request again in a second.",
        1,
        List.of());
  }

  static CollectorException unavailable() {
    return new CollectorException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "kafka-unavailable",
        "Kafka does not take the events now. Some may have been stored: send them again with the same eventId and they count once.",
        5,
        List.of());
  }

  static CollectorException tooLarge(String what) {
    return new CollectorException(
        HttpStatus.CONTENT_TOO_LARGE, "request-too-large", what, 0, List.of());
  }

  static CollectorException tooSlow() {
    return new CollectorException(
        HttpStatus.REQUEST_TIMEOUT,
        "too-slow",
        "The body did not come in time; nothing was taken.",
        0,
        List.of());
  }

  static CollectorException malformed(String what) {
    return new CollectorException(HttpStatus.BAD_REQUEST, "malformed-json", what, 0, List.of());
  }

  static CollectorException empty() {
    return new CollectorException(
        HttpStatus.BAD_REQUEST, "empty-request", "The body holds no item.", 0, List.of());
  }

  static CollectorException allRejected(List<Rejection> rejected) {
    return new CollectorException(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "invalid-items",
        "None of the items can be taken; 'rejected' says why.",
        0,
        rejected);
  }

  HttpStatus status() {
    return status;
  }

  String slug() {
    return slug;
  }

  /** Seconds after which another try makes sense; 0 if it never does. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  List<Rejection> rejected() {
    return rejected;
  }
}
