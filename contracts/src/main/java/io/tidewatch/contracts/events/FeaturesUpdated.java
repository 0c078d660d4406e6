package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;

/**
 * The features of one customer in one view have changed.
 *
 * @param view {@code customer}, {@code clickstream} or {@code text}
 * @param asOf the instant up to which data was used
 * @param numeric numbers by feature name; a missing name means unknown
 * @param categorical labels by feature name; a missing name means unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FeaturesUpdated(
    String view,
    String customerId,
    Instant asOf,
    Map<String, Double> numeric,
    Map<String, String> categorical)
    implements TidewatchEvent {

  public FeaturesUpdated {
    Fields.required("view", view);
    Fields.required("customerId", customerId);
    Fields.required("asOf", asOf);
    numeric = Map.copyOf(numeric);
    categorical = Map.copyOf(categorical);
  }

  @Override
  public String topic() {
    return Topics.FEATURES_CUSTOMER;
  }

  @Override
  public String key() {
    return key(customerId, view);
  }

  /** The record key of a customer's features in a view; a record without a value ends them. */
  public static String key(String customerId, String view) {
    return customerId + "|" + view;
  }
}
