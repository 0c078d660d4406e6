package io.tidewatch.ingestion.events;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.ClickType;
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
    Instant sentAt = fields.instant("sentAt");
    Instant deviceCreatedAt = receivedAt == null ? fields.instant("deviceCreatedAt") : null;
    SentTimes times = SentTimes.of(fields.requiredInstant("createdAt"), sentAt, receivedAt, now);
    return new ClickRecorded(
        eventId == null || eventId.isBlank() ? newId(receivedAt) : eventId,
        type(fields.requiredText("type", ID)),
        fields.requiredText("customerId", ID),
        fields.text("sessionId", ID),
        times.createdAt(),
        sentAt,
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
        fields.text("country", TEXT),
        times.deviceCreatedAt() == null ? deviceCreatedAt : times.deviceCreatedAt());
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
}
