package io.tidewatch.feature.live;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.ClickType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What the live path remembers of a click.
 *
 * @param at when it happened, in epoch milliseconds
 * @param id hash of the event id
 * @param product hash of the product; 0 if the click had none
 * @param category hash of the category; 0 if the click had none
 * @param price NaN if the click had none
 */
record Click(long at, long id, ClickType type, int product, int category, float price) {
  /** A device clock that is ahead by more than this is not believed. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  /**
   * The click of an event.
   *
   * @param recordedAt when Kafka had it, in epoch milliseconds: a click is never later
   */
  static Click of(ClickRecorded event, long recordedAt) {
    long created = event.createdAt().toEpochMilli();
    long at = created > recordedAt + CLOCK_TOLERANCE.toMillis() ? recordedAt : created;
    byte[] id = event.eventId().getBytes(StandardCharsets.UTF_8);
    long hash = ((long) Utils.murmur2(id) << 32) ^ (event.eventId().hashCode() & 0xffffffffL);
    Double price = event.price();
    return new Click(
        at,
        hash,
        event.type(),
        hash(event.productId()),
        hash(event.category()),
        price == null ? Float.NaN : price.floatValue());
  }

  private static int hash(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return 0;
    }
    int hash = Utils.murmur2(name.getBytes(StandardCharsets.UTF_8));
    return hash == 0 ? 1 : hash;
  }
}
