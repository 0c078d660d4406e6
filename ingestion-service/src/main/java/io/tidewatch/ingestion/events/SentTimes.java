package io.tidewatch.ingestion.events;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened, by the platform's clock and by the device's.
 *
 * <p>As Segment does it: a device that says when it sent an event shows how wrong its clock is, for
 * the sending was just now. The difference between receiving and sending is added to the time at
 * which the event was created.
 *
 * @param createdAt corrected
 * @param deviceCreatedAt as the device said; null if nothing was corrected
 */
record SentTimes(Instant createdAt, @Nullable Instant deviceCreatedAt) {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Duration AHEAD = Duration.ofDays(1);

  /**
   * @param receivedAt null where nobody received it: a plain Kafka producer's times stand
   * @throws InvalidFieldException if the time is before 1970 or more than a day from now
   */
  static SentTimes of(
      Instant created, @Nullable Instant sentAt, @Nullable Instant receivedAt, Instant now) {
    if (sentAt == null || receivedAt == null || sentAt.equals(receivedAt)) {
      return new SentTimes(inRange(created, now), null);
    }
    try {
      return new SentTimes(
          inRange(created.plus(Duration.between(sentAt, receivedAt)), now), created);
    } catch (DateTimeException | ArithmeticException e) {
      throw outOfRange(created);
    }
  }

  private static Instant inRange(Instant at, Instant now) {
    if (at.isBefore(EARLIEST) || at.isAfter(now.plus(AHEAD))) {
      throw outOfRange(at);
    }
    return at;
  }

  private static InvalidFieldException outOfRange(Instant at) {
    return new InvalidFieldException(
        "createdAt", "The time %s is before 1970 or more than a day ahead.".formatted(at));
  }
}
