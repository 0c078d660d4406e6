package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a visitor did; on the wire in lower case with underscores, for example {@code cart}. */
public enum ClickType {
  PAGE_VIEW,
  VIEW,
  SEARCH,
  CART,
  REMOVE_FROM_CART,
  CHECKOUT,
  PURCHASE;

  /** The wire name, for example {@code remove_from_cart}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type with this wire name, in any case.
   *
   * @throws IllegalArgumentException if no type has this name
   */
  @JsonCreator
  public static ClickType of(String wireName) {
    try {
      return valueOf(wireName.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "event type '%s' is unknown; use one of page_view, view, search, cart, remove_from_cart, checkout, purchase"
              .formatted(wireName),
          e);
    }
  }
}
