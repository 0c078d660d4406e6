package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a visitor did; on the wire in lower case with underscores, for example {@code cart}. */
public enum ClickType {
  PAGE_VIEW,
  VIEW,
  SEARCH,
  CART,
  REMOVE_FROM_CART,
  CHECKOUT,
  PURCHASE;

  private static final Map<String, ClickType> BY_WIRE_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(ClickType::wireName, type -> type));

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The wire name, for example {@code remove_from_cart}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /**
   * The type with this wire name, in any case.
   *
   * @throws IllegalArgumentException if no type has this name
   */
  @JsonCreator
  public static ClickType of(String wireName) {
    ClickType usual = BY_WIRE_NAME.get(wireName);
    if (usual != null) {
      return usual;
    }
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
