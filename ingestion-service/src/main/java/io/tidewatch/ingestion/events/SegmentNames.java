package io.tidewatch.ingestion.events;

import io.tidewatch.contracts.events.ClickType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The click type behind the name of a Segment track call: names of Segment's e-commerce
 * specification, click types, and those that are configured.
 */
@Component
class SegmentNames {
  private final Map<String, ClickType> types = new HashMap<>();

  SegmentNames(CollectorProperties properties) {
    Map.of(
            "Product Viewed", ClickType.VIEW,
            "Product Clicked", ClickType.VIEW,
            "Product List Viewed", ClickType.PAGE_VIEW,
            "Products Searched", ClickType.SEARCH,
            "Product Added", ClickType.CART,
            "Product Removed", ClickType.REMOVE_FROM_CART,
            "Cart Viewed", ClickType.PAGE_VIEW,
            "Checkout Started", ClickType.CHECKOUT,
            "Order Completed", ClickType.PURCHASE)
        .forEach((name, type) -> types.put(plain(name), type));
    Arrays.stream(ClickType.values()).forEach(type -> types.put(plain(type.wireName()), type));
    properties.trackNames().forEach((name, type) -> types.put(plain(name), type));
  }

  ClickType type(String event) {
    ClickType type = types.get(plain(event));
    if (type == null) {
      throw new InvalidFieldException(
          "event",
          "No click type belongs to '%s'; known are %s; further ones by tidewatch.ingestion.events.track-names."
              .formatted(
                  event, types.keySet().stream().sorted().collect(Collectors.joining(", "))));
    }
    return type;
  }

  /** Case, blanks, dashes and underscores make no difference. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
  }
}
