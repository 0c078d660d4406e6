package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One click of a visitor, as the collector or a plain Kafka producer writes it.
 *
 * @param eventId unique per click; a second record with the same id is a duplicate
 * @param type what was done
 * @param customerId who did it; the record key
 * @param sessionId the visit as the site counts it; null if the site does not
 * @param createdAt when it happened; the collector corrects it where {@code sentAt} shows that the
 *     device's clock is wrong
 * @param sentAt when the device sent it, by its own clock
 * @param receivedAt when the collector had it; null when a producer bypassed the collector
 * @param price unit price in the shop's currency
 * @param quantity pieces, for cart and purchase
 * @param country ISO 3166-1 alpha-2
 * @param deviceCreatedAt when it happened by the device's own clock; null if that is {@code
 *     createdAt}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClickRecorded(
    String eventId,
    ClickType type,
    String customerId,
    @Nullable String sessionId,
    Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable Instant receivedAt,
    @Nullable String page,
    @Nullable String referrer,
    @Nullable String productId,
    @Nullable String category,
    @Nullable String brand,
    @Nullable Double price,
    @Nullable Integer quantity,
    @Nullable String searchQuery,
    @Nullable String device,
    @Nullable String country,
    @Nullable Instant deviceCreatedAt)
    implements TidewatchEvent {

  public ClickRecorded {
    Fields.required("eventId", eventId);
    Fields.required("type", type);
    Fields.required("customerId", customerId);
    Fields.required("createdAt", createdAt);
    if (price != null && !(price >= 0 && price < 1e12)) {
      throw new IllegalArgumentException("field 'price' is %s, outside 0..1e12".formatted(price));
    }
    if (quantity != null && quantity < 0) {
      throw new IllegalArgumentException("field 'quantity' is %d, below 0".formatted(quantity));
    }
  }

  /** A click whose time needed no correction. */
  public ClickRecorded(
      String eventId,
      ClickType type,
      String customerId,
      @Nullable String sessionId,
      Instant createdAt,
      @Nullable Instant sentAt,
      @Nullable Instant receivedAt,
      @Nullable String page,
      @Nullable String referrer,
      @Nullable String productId,
      @Nullable String category,
      @Nullable String brand,
      @Nullable Double price,
      @Nullable Integer quantity,
      @Nullable String searchQuery,
      @Nullable String device,
      @Nullable String country) {
    this(
        eventId,
        type,
        customerId,
        sessionId,
        createdAt,
        sentAt,
        receivedAt,
        page,
        referrer,
        productId,
        category,
        brand,
        price,
        quantity,
        searchQuery,
        device,
        country,
        null);
  }

  /** The same click with the time at which the collector had it. */
  public ClickRecorded received(Instant at) {
    return new ClickRecorded(
        eventId,
        type,
        customerId,
        sessionId,
        createdAt,
        sentAt,
        at,
        page,
        referrer,
        productId,
        category,
        brand,
        price,
        quantity,
        searchQuery,
        device,
        country,
        deviceCreatedAt);
  }

  @Override
  public String topic() {
    return Topics.CLICKSTREAM_EVENTS;
  }

  @Override
  public String key() {
    return customerId;
  }
}
