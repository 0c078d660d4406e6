package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How urgent a churn probability is; on the wire in lower case. */
public enum ChurnBand {
  LOW,
  MEDIUM,
  HIGH;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static ChurnBand of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  /** The band of a probability: high from 0.6, medium from 0.3. */
  public static ChurnBand ofProbability(double probability) {
    return probability >= 0.6 ? HIGH : probability >= 0.3 ? MEDIUM : LOW;
  }
}
