package io.tidewatch.ingestion.typing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates and times of one column: ISO-8601 in its usual forms first, then the column's patterns. */
final class Dates {
  private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);

  private final List<DateTimeFormatter> formats;

  Dates(List<String> patterns) {
    this.formats = patterns.stream().map(Dates::formatter).toList();
  }

  /** The instant that the text means, in UTC where it names no zone; null if it means none. */
  @Nullable OffsetDateTime instant(String text) {
    OffsetDateTime iso = iso(text);
    if (iso != null) {
      return iso;
    }
    for (DateTimeFormatter format : formats) {
      OffsetDateTime parsed = parse(format, text);
      if (parsed != null) {
        return parsed;
      }
    }
    return epoch(text);
  }

  /** The day that the text means; null if it means none. */
  @Nullable LocalDate day(String text) {
    OffsetDateTime instant = instant(text);
    return instant == null ? null : instant.toLocalDate();
  }

  /** {@code 2010-12-01}, with {@code T} or a blank a time, then a zone or none. */
  private static @Nullable OffsetDateTime iso(String text) {
    int length = text.length();
    if (length < 10 || length > 40 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    if (year < 1 || month < 1 || day < 1) {
      return null;
    }
    try {
      LocalDate date = LocalDate.of(year, month, day);
      if (length == 10) {
        return date.atStartOfDay().atOffset(ZoneOffset.UTC);
      }
      return text.charAt(10) == 'T' || text.charAt(10) == ' ' ? time(date, text) : null;
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static @Nullable OffsetDateTime time(LocalDate date, String text) {
    int hour = number(text, 11, 2);
    int minute = text.length() >= 16 && text.charAt(13) == ':' ? number(text, 14, 2) : -1;
    if (hour < 0 || minute < 0) {
      return null;
    }
    int at = 16;
    int second = 0;
    int nanos = 0;
    if (at < text.length() && text.charAt(at) == ':') {
      second = number(text, 17, 2);
      at = 19;
      if (second < 0) {
        return null;
      }
      if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
        int scale = 100_000_000;
        for (at++; at < text.length() && Character.isDigit(text.charAt(at)); at++) {
          nanos += (text.charAt(at) - '0') * scale;
          scale /= 10;
        }
      }
    }
    ZoneOffset zone = at == text.length() ? ZoneOffset.UTC : zone(text.substring(at).strip());
    return zone == null ? null : date.atTime(hour, minute, second, nanos).atOffset(zone);
  }

  private static @Nullable ZoneOffset zone(String text) {
    if (text.isEmpty() || text.equals("Z") || text.equals("UTC") || text.equals("GMT")) {
      return ZoneOffset.UTC;
    }
    try {
      return text.startsWith("+") || text.startsWith("-") ? ZoneOffset.of(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable OffsetDateTime parse(DateTimeFormatter format, String text) {
    try {
      TemporalAccessor parsed = format.parse(text);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      if (date == null || date.isBefore(EARLIEST)) {
        return null;
      }
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneId zone = parsed.query(TemporalQueries.zone());
      return ZonedDateTime.of(
              LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time),
              zone == null ? ZoneOffset.UTC : zone)
          .toOffsetDateTime();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Seconds since 1970 have ten digits, milliseconds thirteen. */
  private static @Nullable OffsetDateTime epoch(String text) {
    if ((text.length() != 10 && text.length() != 13) || number(text, 0, 9) < 0) {
      return null;
    }
    Long value = Numbers.whole(text);
    if (value == null) {
      return null;
    }
    Instant instant =
        text.length() == 10 ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** The digits as a number, or -1. */
  private static int number(String text, int from, int count) {
    if (from + count > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Strict, so that the 31st of April is an error; {@code y} is read as the year, not its era. */
  private static DateTimeFormatter formatter(String pattern) {
    StringBuilder proleptic = new StringBuilder();
    boolean quoted = false;
    for (char c : pattern.toCharArray()) {
      quoted ^= c == '\'';
      proleptic.append(c == 'y' && !quoted ? 'u' : c);
    }
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(proleptic.toString())
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
