package io.tidewatch.ingestion.events;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON item, each read as what it must be. */
final class ItemFields {
  private static final long FIRST_MILLISECONDS = 100_000_000_000L;

  private final JsonNode item;

  ItemFields(JsonNode item) {
    if (!item.isObject()) {
      throw new InvalidFieldException("", "An item is a JSON object.");
    }
    this.item = item;
  }

  String requiredText(String field, int longest) {
    String value = text(field, longest);
    if (value == null || value.isBlank()) {
      throw new InvalidFieldException(field, "The field is missing or blank.");
    }
    return value;
  }

  @Nullable String text(String field, int longest) {
    JsonNode value = item.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new InvalidFieldException(field, "The value is no text.");
    }
    String text = value.asString();
    if (text.length() > longest) {
      throw new InvalidFieldException(
          field,
          "The text has %,d characters, at most %,d are taken.".formatted(text.length(), longest));
    }
    return text;
  }

  @Nullable Double number(String field, double least, double below) {
    JsonNode value = item.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isNumber()) {
      throw new InvalidFieldException(field, "The value is no number.");
    }
    double number = value.asDouble();
    if (!(number >= least && number < below)) {
      throw new InvalidFieldException(
          field, "The number %s is outside %s..%s.".formatted(number, least, below));
    }
    return number;
  }

  @Nullable Integer whole(String field, int least, int most) {
    Double number = number(field, least, (double) most + 1);
    if (number == null) {
      return null;
    }
    if (number != Math.rint(number)) {
      throw new InvalidFieldException(field, "The number is not whole.");
    }
    return number.intValue();
  }

  Instant requiredInstant(String field) {
    Instant at = instant(field);
    if (at == null) {
      throw new InvalidFieldException(field, "The field is missing.");
    }
    return at;
  }

  @Nullable Instant instant(String field) {
    JsonNode value = item.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    try {
      if (value.isNumber()) {
        double number = value.asDouble();
        return Instant.ofEpochMilli(
            Math.round(number >= FIRST_MILLISECONDS ? number : number * 1_000));
      }
      return IsoInstants.parse(value.asString(""));
    } catch (DateTimeException e) {
      throw new InvalidFieldException(
          field, "The value is no ISO-8601 instant, for example 2026-11-23T12:00:00Z.");
    }
  }
}
