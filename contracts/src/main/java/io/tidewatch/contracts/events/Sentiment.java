package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The five ordered sentiment classes, one to five stars; on the wire in lower case. */
public enum Sentiment {
  VERY_NEGATIVE,
  NEGATIVE,
  NEUTRAL,
  POSITIVE,
  VERY_POSITIVE;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One to five. */
  public int stars() {
    return ordinal() + 1;
  }

  /** The class of one to five stars. */
  public static Sentiment ofStars(int stars) {
    if (stars < 1 || stars > 5) {
      throw new IllegalArgumentException("stars are 1..5, not " + stars);
    }
    return values()[stars - 1];
  }

  /** The class with this wire name, in any case. */
  @JsonCreator
  public static Sentiment of(String wireName) {
    return valueOf(wireName.strip().toUpperCase(Locale.ROOT));
  }
}
