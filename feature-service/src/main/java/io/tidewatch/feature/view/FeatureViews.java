package io.tidewatch.feature.view;

import static io.tidewatch.feature.view.FeatureView.Kind.CATEGORICAL;
import static io.tidewatch.feature.view.FeatureView.Kind.NUMERIC;

import io.tidewatch.feature.view.FeatureView.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The catalogue of feature views. */
public final class FeatureViews {
  public static final FeatureView CUSTOMER =
      new FeatureView(
          "customer",
          "Contract and services of a customer, and what the customer did up to the as-of day.",
          "curated.customer_features",
          customer());

  public static final FeatureView CLICKSTREAM =
      new FeatureView(
          "clickstream",
          "What a visitor clicked in windows that end at the as-of instant; live.",
          "curated.clickstream_features",
          clickstream());

  public static final FeatureView TEXT =
      new FeatureView(
          "text",
          "What a customer's reviews and complaints feel like; live.",
          "curated.text_features",
          text());

  public static final List<FeatureView> ALL = List.of(CUSTOMER, CLICKSTREAM, TEXT);

  private FeatureViews() {}

  /** The view of this name. */
  public static Optional<FeatureView> named(String name) {
    return ALL.stream().filter(v -> v.name().equals(name)).findFirst();
  }

  private static List<Feature> customer() {
    List<Feature> all = new ArrayList<>();
    label(all, "gender", "as the customer file has it");
    label(all, "senior_citizen", "true or false");
    label(all, "partner", "true or false");
    label(all, "dependents", "true or false");
    label(all, "phone_service", "true or false");
    label(all, "multiple_lines", "as the customer file has it");
    label(all, "internet_service", "kind of internet access");
    label(all, "online_security", "as the customer file has it");
    label(all, "online_backup", "as the customer file has it");
    label(all, "device_protection", "as the customer file has it");
    label(all, "tech_support", "as the customer file has it");
    label(all, "streaming_tv", "as the customer file has it");
    label(all, "streaming_movies", "as the customer file has it");
    label(all, "contract", "contract term");
    label(all, "paperless_billing", "true or false");
    label(all, "payment_method", "how the customer pays");
    label(all, "country", "as the customer file has it");
    number(all, "tenure_months", "months as a customer");
    number(all, "monthly_charges", "charge a month");
    number(all, "total_charges", "charges in all");
    number(all, "orders_90d", "orders in the last 90 days");
    number(all, "revenue_90d", "money spent in the last 90 days, returns not subtracted");
    number(all, "returns_90d", "returns in the last 90 days");
    number(all, "return_rate", "returns per order, of all time");
    number(all, "days_since_last_order", "days since the last order");
    number(all, "order_frequency", "orders per 30 days since the first order");
    number(all, "complaints_90d", "complaints in the last 90 days");
    number(all, "complaints_total", "complaints of all time");
    number(all, "days_since_last_complaint", "days since the last complaint");
    number(all, "reviews_total", "reviews of all time");
    number(all, "average_stars", "mean stars of the customer's reviews, 1..5");
    number(all, "share_negative", "share of the customer's texts with a negative sentiment, 0..1");
    number(all, "sessions_30d", "visits in the last 30 days");
    number(all, "sessions_prev_30d", "visits in the 30 days before those");
    number(all, "activity_trend", "change between both visit counts over their sum, -1..1");
    number(all, "days_since_last_click", "days since the last click");
    return all;
  }

  private static List<Feature> clickstream() {
    List<Feature> all = new ArrayList<>();
    number(all, "events_1h", "clicks in the last hour");
    number(all, "events_24h", "clicks in the last 24 hours");
    number(all, "events_7d", "clicks in the last 7 days");
    number(all, "events_30d", "clicks in the last 30 days");
    number(all, "sessions_7d", "visits in the last 7 days; a pause of 30 minutes ends a visit");
    number(all, "sessions_30d", "visits in the last 30 days");
    number(all, "views_7d", "product views in the last 7 days");
    number(all, "carts_7d", "products put into the cart in the last 7 days");
    number(all, "removes_7d", "products taken out of the cart in the last 7 days");
    number(all, "checkouts_7d", "checkouts begun in the last 7 days");
    number(all, "purchases_7d", "purchases in the last 7 days");
    number(all, "purchases_30d", "purchases in the last 30 days");
    number(all, "searches_7d", "searches in the last 7 days");
    number(all, "distinct_products_7d", "different products touched in the last 7 days");
    number(all, "distinct_categories_7d", "different categories touched in the last 7 days");
    number(all, "average_price_7d", "mean price of products viewed, carted or bought in 7 days");
    number(all, "cart_to_view_7d", "products carted per product viewed, 7 days");
    number(all, "purchase_to_cart_7d", "purchases per product carted, 7 days");
    number(all, "average_session_minutes_30d", "mean length of a visit in minutes, 30 days");
    number(all, "days_since_last_click", "days since the last click");
    number(
        all,
        "activity_trend",
        "clicks of the last 15 days minus those of the 15 before, over their sum, -1..1");
    return all;
  }

  private static List<Feature> text() {
    List<Feature> all = new ArrayList<>();
    number(all, "texts", "reviews and complaints with a sentiment");
    number(all, "share_negative", "share of them that is negative or very negative, 0..1");
    number(all, "latest_stars", "sentiment of the newest text, 1 (very negative) to 5");
    number(all, "trend", "mean sentiment of the newer half of the texts minus the older half");
    return all;
  }

  private static void label(List<Feature> all, String name, String description) {
    all.add(new Feature(name, CATEGORICAL, description));
  }

  private static void number(List<Feature> all, String name, String description) {
    all.add(new Feature(name, NUMERIC, description));
  }
}
