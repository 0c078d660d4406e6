package io.tidewatch.contracts.events;

import org.jspecify.annotations.Nullable;

/** Checks that the compact constructors of the events share. */
final class Fields {
  private Fields() {}

  static String required(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("field '" + field + "' is missing or blank");
    }
    return value;
  }

  static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("field '" + field + "' is missing");
    }
    return value;
  }

  static double probability(String field, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("field '%s' is %s, outside 0..1".formatted(field, value));
    }
    return value;
  }
}
