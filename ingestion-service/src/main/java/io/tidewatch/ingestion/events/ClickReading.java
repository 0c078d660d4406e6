package io.tidewatch.ingestion.events;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.ClickType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads clicks from JSON; the collector and the lander hold a click to the same rules, so that a
 * plain Kafka producer is treated as HTTP callers are.
 */
@Component
public class ClickReading {
  private static final int ID = 200;
  private static final int TEXT = 10_000;
  private static final double HIGHEST_PRICE = 1e12;
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);

  /**
   * The click in an item.
   *
   * @param receivedAt when the platform had it; null keeps what the item says
   * @param now no click happens more than a day after this
   * @throws InvalidFieldException naming the field and what is wrong with it
   */
  public ClickRecorded read(JsonNode item, @Nullable Instant receivedAt, Instant now) {
    ItemFields fields = new ItemFields(item);
    String eventId = fields.text("eventId", ID);
    return new ClickRecorded(
        eventId == null || eventId.isBlank() ? newId(receivedAt) : eventId,
        type(fields.requiredText("type", ID)),
        fields.requiredText("customerId", ID),
        fields.text("sessionId", ID),
        createdAt(fields, now),
        fields.instant("sentAt"),
        receivedAt == null ? fields.instant("receivedAt") : receivedAt,
        fields.text("page", TEXT),
        fields.text("referrer", TEXT),
        fields.text("productId", ID),
        fields.text("category", TEXT),
        fields.text("brand", TEXT),
        fields.number("price", 0, HIGHEST_PRICE),
        fields.whole("quantity", 0, Integer.MAX_VALUE),
        fields.text("searchQuery", TEXT),
        fields.text("device", TEXT),
        fields.text("country", TEXT));
  }

  /** Only the collector names a click: a name given at landing would differ at each try. */
  private static String newId(@Nullable Instant receivedAt) {
    if (receivedAt == null) {
      throw new InvalidFieldException("eventId", "The field is missing or blank.");
    }
    return UUID.randomUUID().toString();
  }

  private static ClickType type(String name) {
    try {
      return ClickType.of(name);
    } catch (IllegalArgumentException e) {
      throw new InvalidFieldException("type", String.valueOf(e.getMessage()));
    }
  }

  private static Instant createdAt(ItemFields fields, Instant now) {
    Instant at = fields.instant("createdAt");
    if (at == null) {
      throw new InvalidFieldException("createdAt", "The field is missing.");
    }
    if (at.isBefore(EARLIEST) || at.isAfter(now.plus(CLOCK_SKEW))) {
      throw new InvalidFieldException(
          "createdAt", "The time %s is before 1970 or more than a day ahead.".formatted(at));
    }
    return at;
  }
}
