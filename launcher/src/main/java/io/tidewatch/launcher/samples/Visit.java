package io.tidewatch.launcher.samples;

import io.tidewatch.contracts.events.ClickType;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One visit of a customer to the shop, click by click: look, search, put into the cart, buy. */
final class Visit {
  private static final List<String> DEVICES = List.of("mobile", "desktop", "tablet");
  private static final List<String> QUERIES =
      List.of("lamp", "gift", "headphones", "sale", "blanket", "tablet 10", "mug", "garden");

  private final Customer customer;
  private final Catalogue catalogue;
  private final Dice dice;
  private final String session;
  private final String device;
  private final List<Catalogue.Product> cart = new ArrayList<>();
  private final Deque<Catalogue.Product> buying = new ArrayDeque<>();
  private Instant now;
  private boolean fresh = true;
  private Catalogue.@Nullable Product seen;

  /**
   * @param query what was searched for, empty for other clicks
   * @param quantity pieces, 0 where there are none
   */
  record Click(
      String eventId,
      Instant at,
      ClickType type,
      Customer customer,
      String sessionId,
      Catalogue.@Nullable Product product,
      int quantity,
      String page,
      String query,
      String device) {}

  Visit(Customer customer, Instant start, Catalogue catalogue, Dice dice) {
    this.customer = customer;
    this.now = start;
    this.catalogue = catalogue;
    this.dice = dice;
    this.session = hex(dice.bits()).substring(0, 12);
    this.device = DEVICES.get(dice.weighted(55, 38, 7));
  }

  /** The next click, some seconds after the one before. */
  Click next() {
    if (!fresh) {
      now = now.plusMillis(dice.whole(2_000, 90_000));
      long end = customer.activity().until();
      now = now.getEpochSecond() >= end ? Instant.ofEpochSecond(end - 1) : now;
    }
    fresh = false;
    if (!buying.isEmpty()) {
      return product(ClickType.PURCHASE, buying.removeFirst(), "/order/confirmed");
    }
    if (!cart.isEmpty() && dice.chance(0.22)) {
      return leaveCart();
    }
    if (seen != null && dice.chance(0.18)) {
      cart.add(seen);
      Catalogue.Product put = seen;
      seen = null;
      return product(ClickType.CART, put, "/cart");
    }
    return look();
  }

  private Click leaveCart() {
    if (dice.chance(0.25)) {
      return product(ClickType.REMOVE_FROM_CART, cart.remove(0), "/cart");
    }
    // who is unhappy hesitates at the checkout
    if (dice.chance(Math.clamp(0.75 - 0.15 * customer.unhappiness(), 0.2, 0.9))) {
      buying.addAll(cart);
    }
    cart.clear();
    return plain(ClickType.CHECKOUT, "/checkout", "");
  }

  private Click look() {
    int kind = dice.weighted(60, 25, 15);
    if (kind == 0) {
      Catalogue.Product product = catalogue.pick(dice);
      seen = product;
      return product(
          ClickType.VIEW, product, "/product/" + product.code().toLowerCase(Locale.ROOT));
    }
    return kind == 1
        ? plain(ClickType.PAGE_VIEW, dice.chance(0.5) ? "/" : "/offers", "")
        : plain(ClickType.SEARCH, "/search", dice.one(QUERIES));
  }

  private Click product(ClickType type, Catalogue.Product product, String page) {
    int quantity = type == ClickType.CART || type == ClickType.PURCHASE ? dice.whole(1, 3) : 0;
    return new Click(eventId(), now, type, customer, session, product, quantity, page, "", device);
  }

  private Click plain(ClickType type, String page, String query) {
    return new Click(eventId(), now, type, customer, session, null, 0, page, query, device);
  }

  private String eventId() {
    return hex(dice.bits()) + hex(dice.bits()).substring(0, 8);
  }

  private static String hex(long bits) {
    String digits = Long.toHexString(bits);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
