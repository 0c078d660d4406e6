package io.tidewatch.churn.features;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The two churn models and what each of them sees. */
public enum ChurnModel {
  /** Who leaves, by contract, services, charges, purchases, complaints and activity. */
  CUSTOMER(
      "customer_features",
      "churned",
      List.of(
          "gender",
          "senior_citizen",
          "partner",
          "dependents",
          "phone_service",
          "multiple_lines",
          "internet_service",
          "online_security",
          "online_backup",
          "device_protection",
          "tech_support",
          "streaming_tv",
          "streaming_movies",
          "contract",
          "paperless_billing",
          "payment_method",
          "country"),
      List.of(
          "tenure_months",
          "monthly_charges",
          "total_charges",
          "orders_90d",
          "revenue_90d",
          "returns_90d",
          "return_rate",
          "days_since_last_order",
          "order_frequency",
          "complaints_90d",
          "complaints_total",
          "days_since_last_complaint",
          "reviews_total",
          "average_stars",
          "share_negative",
          "sessions_30d",
          "sessions_prev_30d",
          "activity_trend",
          "days_since_last_click")),

  /** Who stops coming: no click in the 14 days after the cut-off. */
  CLICKSTREAM(
      "clickstream_features",
      "label",
      List.of(),
      List.of(
          "events_1h",
          "events_24h",
          "events_7d",
          "events_30d",
          "sessions_7d",
          "sessions_30d",
          "views_7d",
          "carts_7d",
          "removes_7d",
          "checkouts_7d",
          "purchases_7d",
          "purchases_30d",
          "searches_7d",
          "distinct_products_7d",
          "distinct_categories_7d",
          "average_price_7d",
          "cart_to_view_7d",
          "purchase_to_cart_7d",
          "average_session_minutes_30d",
          "days_since_last_click",
          "activity_trend"));

  private final String table;
  private final String label;
  private final List<String> categorical;
  private final List<String> numeric;

  ChurnModel(String table, String label, List<String> categorical, List<String> numeric) {
    this.table = table;
    this.label = label;
    this.categorical = categorical;
    this.numeric = numeric;
  }

  /** The model's name on every surface, for example {@code customer}; also its feature view. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The model of this name, if there is one. */
  static Optional<ChurnModel> of(String wireName) {
    return Arrays.stream(values()).filter(m -> m.wireName().equals(wireName)).findFirst();
  }

  /**
   * The model of this name.
   *
   * @throws UnknownModelException if there is none
   */
  public static ChurnModel named(String wireName) {
    return of(wireName).orElseThrow(() -> new UnknownModelException(wireName));
  }

  /** The table of namespace {@code curated} that holds the model's features. */
  public String table() {
    return table;
  }

  /** The boolean column that says whether the customer left; null = unknown. */
  public String label() {
    return label;
  }

  /** Names of the labelled features, in the pipeline's order. */
  public List<String> categorical() {
    return categorical;
  }

  /** Names of the numeric features, in the pipeline's order. */
  public List<String> numeric() {
    return numeric;
  }

  /**
   * Whether the held-out part is the newest labelled cut-off (the table has several), not a share
   * of the customers.
   */
  public boolean temporal() {
    return this == CLICKSTREAM;
  }
}
