package io.tidewatch.feature.live;

import static io.tidewatch.contracts.events.ClickType.CART;
import static io.tidewatch.contracts.events.ClickType.CHECKOUT;
import static io.tidewatch.contracts.events.ClickType.PURCHASE;
import static io.tidewatch.contracts.events.ClickType.REMOVE_FROM_CART;
import static io.tidewatch.contracts.events.ClickType.SEARCH;
import static io.tidewatch.contracts.events.ClickType.VIEW;

import io.tidewatch.feature.view.FeatureVector;
import io.tidewatch.feature.view.FeatureViews;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes the click view at a customer's newest click. */
final class LiveClickFeatures {
  private LiveClickFeatures() {}

  /**
   * The features at the newest click of the history.
   *
   * @param history not empty
   */
  static FeatureVector of(String customerId, ClickHistory history, Baseline baseline) {
    Map<String, Double> all = new LinkedHashMap<>();
    ClickWindow day = ClickWindow.endingNow(history, baseline, Duration.ofDays(1));
    ClickWindow week = ClickWindow.endingNow(history, baseline, Duration.ofDays(7));
    ClickWindow month = ClickWindow.endingNow(history, baseline, Duration.ofDays(30));
    all.put(
        "events_1h",
        ClickWindow.endingNow(history, baseline, Duration.ofHours(1)).events("events_1h"));
    all.put("events_24h", day.events("events_24h"));
    all.put("events_7d", week.events("events_7d"));
    double events = month.events("events_30d");
    all.put("events_30d", events);
    all.put("sessions_7d", sessions(week, "sessions_7d"));
    double sessions = sessions(month, "sessions_30d");
    all.put("sessions_30d", sessions);
    double views = week.of(VIEW, "views_7d");
    double carts = week.of(CART, "carts_7d");
    double purchases = week.of(PURCHASE, "purchases_7d");
    all.put("views_7d", views);
    all.put("carts_7d", carts);
    all.put("removes_7d", week.of(REMOVE_FROM_CART, "removes_7d"));
    all.put("checkouts_7d", week.of(CHECKOUT, "checkouts_7d"));
    all.put("purchases_7d", purchases);
    all.put("purchases_30d", month.of(PURCHASE, "purchases_30d"));
    all.put("searches_7d", week.of(SEARCH, "searches_7d"));
    all.put("distinct_products_7d", week.distinct("distinct_products_7d", Click::product));
    all.put("distinct_categories_7d", week.distinct("distinct_categories_7d", Click::category));
    ratio(all, "average_price_7d", prices(week), priced(week));
    ratio(all, "cart_to_view_7d", carts, views);
    ratio(all, "purchase_to_cart_7d", purchases, carts);
    ratio(all, "average_session_minutes_30d", sessionMinutes(month), sessions);
    all.put("days_since_last_click", 0.0);
    all.put("activity_trend", trend(month, events));
    return new FeatureVector(
        FeatureViews.CLICKSTREAM.name(),
        customerId,
        Instant.ofEpochMilli(history.newest()),
        all,
        Map.of());
  }

  private static double sessions(ClickWindow window, String feature) {
    return Math.max(
        Visits.of(Long.MIN_VALUE, window.live()).begun(),
        window.materialised(feature) + fresh(window).begun());
  }

  private static double sessionMinutes(ClickWindow window) {
    double known = Visits.of(Long.MIN_VALUE, window.live()).millis() / 60_000.0;
    double before =
        window.materialised("average_session_minutes_30d") * window.materialised("sessions_30d");
    return Math.max(known, before + fresh(window).millis() / 60_000.0);
  }

  /** Visits after the materialisation; the first click may go on with a visit from before. */
  private static Visits fresh(ClickWindow window) {
    long before = window.baseline().lastClick();
    for (Click click : window.live()) {
      if (click.at() <= window.baseline().at()) {
        before = Math.max(before, click.at());
      }
    }
    return Visits.of(before, window.fresh());
  }

  private static double prices(ClickWindow week) {
    double before = week.materialised("average_price_7d") * pricedBefore(week);
    return before + shown(week).stream().mapToDouble(Click::price).sum();
  }

  private static double priced(ClickWindow week) {
    return pricedBefore(week) + shown(week).size();
  }

  private static double pricedBefore(ClickWindow week) {
    return week.materialised("average_price_7d") == 0
        ? 0
        : week.materialised("views_7d")
            + week.materialised("carts_7d")
            + week.materialised("purchases_7d");
  }

  private static List<Click> shown(ClickWindow week) {
    return week.fresh().stream()
        .filter(c -> c.type() == VIEW || c.type() == CART || c.type() == PURCHASE)
        .filter(c -> !Float.isNaN(c.price()))
        .toList();
  }

  /** All live clicks are of the newer half of the window. */
  private static double trend(ClickWindow month, double events) {
    double counted = month.materialised("events_30d");
    double older = counted * (1 - month.materialised("activity_trend")) / 2;
    return events == 0 ? 0 : (events - 2 * older) / events;
  }

  private static void ratio(Map<String, Double> all, String name, double part, double whole) {
    if (whole > 0) {
      all.put(name, part / whole);
    }
  }
}
