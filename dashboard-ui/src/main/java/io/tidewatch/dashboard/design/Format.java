package io.tidewatch.dashboard.design;

import io.tidewatch.contracts.events.Sentiment;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, times and names as the pages write them. */
public final class Format {
  /** What stands for an unknown value. */
  public static final String UNKNOWN = "–";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SHORT_MINUTE =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final long FULL_BELOW = 100_000;

  private Format() {}

  /** A count: all digits while they are few, then compact. */
  public static String count(@Nullable Number n) {
    if (n == null) {
      return UNKNOWN;
    }
    return Math.abs(n.longValue()) < FULL_BELOW
        ? NumberFormat.getIntegerInstance(Locale.ENGLISH).format(n.longValue())
        : compact(n.doubleValue());
  }

  /** An amount of the shop's currency, compact when it is large. */
  public static String money(@Nullable Double amount) {
    if (amount == null) {
      return UNKNOWN;
    }
    return Math.abs(amount) < FULL_BELOW
        ? String.format(Locale.ENGLISH, "%,.2f", amount)
        : compact(amount);
  }

  /** A share of 0..1 as per cent. */
  public static String percent(@Nullable Double share) {
    return share == null ? UNKNOWN : String.format(Locale.ENGLISH, "%.1f%%", share * 100);
  }

  /** A relative change with its sign. */
  public static String change(double change) {
    return String.format(Locale.ENGLISH, "%s%.1f%%", change > 0 ? "+" : "", change * 100);
  }

  /** A number with at most two decimals. */
  public static String number(@Nullable Number n) {
    if (n == null) {
      return UNKNOWN;
    }
    NumberFormat format = NumberFormat.getNumberInstance(Locale.ENGLISH);
    format.setMaximumFractionDigits(2);
    return format.format(n);
  }

  /** A day, for example {@code 9 Dec 2011}. */
  public static String day(@Nullable LocalDate day) {
    return day == null ? UNKNOWN : DAY.format(day);
  }

  /** The day of an instant, UTC. */
  public static String day(@Nullable Instant instant) {
    return instant == null ? UNKNOWN : DAY.format(instant.atZone(ZoneOffset.UTC));
  }

  /** Day and minute, UTC. */
  public static String minute(@Nullable Instant instant) {
    return instant == null ? UNKNOWN : MINUTE.format(instant);
  }

  /** Day and minute without the year, UTC. */
  public static String shortMinute(Instant instant) {
    return SHORT_MINUTE.format(instant);
  }

  /** Time of day, UTC. */
  public static String second(Instant instant) {
    return SECOND.format(instant);
  }

  /** A time span in its largest fitting units. */
  public static String span(Duration d) {
    if (d.toMillis() < 1000) {
      return d.toMillis() + " ms";
    }
    if (d.toSeconds() < 60) {
      return String.format(Locale.ENGLISH, "%.1f s", d.toMillis() / 1000.0);
    }
    return d.toMinutes() < 60
        ? "%d min %d s".formatted(d.toMinutes(), d.toSecondsPart())
        : "%d h %d min".formatted(d.toHours(), d.toMinutesPart());
  }

  /** How long ago, in words. */
  public static String ago(Instant then, Instant now) {
    Duration d = Duration.between(then, now);
    if (d.toMinutes() < 1) {
      return "just now";
    }
    if (d.toHours() < 1) {
      return d.toMinutes() + " min ago";
    }
    return d.toDays() < 1 ? d.toHours() + " h ago" : d.toDays() + " d ago";
  }

  /** A feature or class name in words, for example {@code Days since last click}. */
  public static String words(String name) {
    String spaced = name.replace('_', ' ').replace('-', ' ');
    return spaced.isEmpty()
        ? spaced
        : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }

  /** A sentiment class in words. */
  public static String words(Sentiment sentiment) {
    return words(sentiment.wireName());
  }

  /** The English name of a country given by its code; other texts stay as they are. */
  public static String country(@Nullable String country) {
    if (country == null || country.isBlank()) {
      return UNKNOWN;
    }
    return country.length() == 2
        ? Locale.of("", country).getDisplayCountry(Locale.ENGLISH)
        : country;
  }

  /** The English name of a language given by its ISO 639-1 code. */
  public static String language(String code) {
    String name = Locale.of(code).getDisplayLanguage(Locale.ENGLISH);
    return name.isEmpty() ? code : name;
  }

  private static String compact(double n) {
    NumberFormat format =
        NumberFormat.getCompactNumberInstance(Locale.ENGLISH, NumberFormat.Style.SHORT);
    format.setMaximumFractionDigits(2);
    return format.format(n);
  }
}
