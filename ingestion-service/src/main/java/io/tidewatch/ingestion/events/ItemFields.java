package io.tidewatch.ingestion.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON item, each read as what it must be. */
final class ItemFields {
  private static final long FIRST_MILLISECONDS = 100_000_000_000L;

  /** What is neither a text nor a number, nor null. */
  static final Object OTHER = new Object();

  private final Function<String, @Nullable Object> values;

  /**
   * @param values gives a field's text or {@link Double}, null where there is none, or {@link
   *     #OTHER}
   */
  ItemFields(Function<String, @Nullable Object> values) {
    this.values = values;
  }

  ItemFields(JsonNode item) {
    this(field -> value(item.get(field)));
    if (!item.isObject()) {
      throw new InvalidFieldException("", "An item is a JSON object.");
    }
  }

  private static @Nullable Object value(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (node.isString()) {
      return node.asString();
    }
    return node.isNumber() ? (Object) node.asDouble() : OTHER;
  }

  String requiredText(String field, int longest) {
    String value = text(field, longest);
    if (value == null || value.isBlank()) {
      throw new InvalidFieldException(field, "The field is missing or blank.");
    }
    return value;
  }

  @Nullable String text(String field, int longest) {
    Object value = values.apply(field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw new InvalidFieldException(field, "The value is no text.");
    }
    if (text.length() > longest) {
      throw new InvalidFieldException(
          field,
          "The text has %,d characters, at most %,d are taken.".formatted(text.length(), longest));
    }
    return text;
  }

  @Nullable Double number(String field, double least, double below) {
    Object value = values.apply(field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Double number)) {
      throw new InvalidFieldException(field, "The value is no number.");
    }
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
    Object value = values.apply(field);
    if (value == null) {
      return null;
    }
    try {
      if (value instanceof Double number) {
        return Instant.ofEpochMilli(
            Math.round(number >= FIRST_MILLISECONDS ? number : number * 1_000));
      }
      return IsoInstants.parse(value instanceof String text ? text : "");
    } catch (DateTimeException e) {
      throw new InvalidFieldException(
          field, "The value is no ISO-8601 instant, for example 2026-11-23T12:00:00Z.");
    }
  }
}
