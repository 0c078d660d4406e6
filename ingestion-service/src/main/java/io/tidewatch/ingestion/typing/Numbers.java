package io.tidewatch.ingestion.typing;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people and programs write them: {@code 17850.0}, {@code 1,234.50}, {@code 12,5},
 * {@code € 9.99}, {@code (3.00)}.
 */
final class Numbers {
  private static final int LONGEST = 60;
  private static final int EXACT_DIGITS = 15;
  private static final double[] POWERS_OF_TEN =
      IntStream.rangeClosed(0, EXACT_DIGITS)
          .mapToDouble(n -> Double.parseDouble("1e" + n))
          .toArray();
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern CURRENCY =
      Pattern.compile(
          "(?i)^(usd|eur|gbp|chf|jpy|cny|inr|brl|\\p{Sc})|(usd|eur|gbp|chf|jpy|cny|inr|brl|\\p{Sc})$");
  private static final Pattern GROUPED = Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})+");

  private Numbers() {}

  /** The number that the text means, or null. */
  static @Nullable BigDecimal exact(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    if (DECIMAL.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    String plain = plain(text);
    return DECIMAL.matcher(plain).matches() ? new BigDecimal(plain) : null;
  }

  /** The number that the text means, or null; without a detour for the usual form. */
  static @Nullable Double approximate(String text) {
    Double usual = usual(text);
    if (usual != null) {
      return usual;
    }
    BigDecimal exact = exact(text);
    return exact == null ? null : (Double) exact.doubleValue();
  }

  /** The whole number that the text means, or null if there is none within a long. */
  static @Nullable Long whole(String text) {
    if (text.length() <= 18 && digits(text)) {
      return Long.valueOf(text);
    }
    BigDecimal exact = exact(text);
    if (exact == null || exact.precision() - exact.scale() > 19) {
      return null;
    }
    try {
      return exact.longValueExact();
    } catch (ArithmeticException fractionOrTooLarge) {
      return null;
    }
  }

  private static String plain(String text) {
    String number = text.strip().replace("\u00A0", "").replace("\u202F", "").replace(" ", "");
    boolean negative = number.startsWith("(") && number.endsWith(")");
    if (negative) {
      number = number.substring(1, number.length() - 1);
    }
    boolean signed = number.startsWith("-");
    number = signed ? number.substring(1) : number;
    number = CURRENCY.matcher(number).replaceAll("");
    number = signed ? "-" + number : number;
    int comma = number.lastIndexOf(',');
    int dot = number.lastIndexOf('.');
    if (comma >= 0 && dot >= 0) {
      number = comma > dot ? number.replace(".", "").replace(',', '.') : number.replace(",", "");
    } else if (comma >= 0) {
      number =
          GROUPED.matcher(number).matches() ? number.replace(",", "") : number.replace(',', '.');
    }
    return negative ? "-" + number : number;
  }

  private static boolean digits(String text) {
    int from = text.startsWith("-") && text.length() > 1 ? 1 : 0;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * Digits with or without a point and a minus before; else null. Up to fifteen digits and the
   * power of ten that divides them are doubles without loss, so the quotient is the nearest double.
   *
   * @see <a href="https://doi.org/10.1145/93542.93557">Clinger 1990, How to read floating point
   *     numbers accurately</a>
   */
  private static @Nullable Double usual(String text) {
    boolean negative = text.startsWith("-");
    int point = -1;
    int digits = 0;
    long value = 0;
    for (int i = negative ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        value = value * 10 + (c - '0');
        digits++;
      } else if (c == '.' && point < 0) {
        point = i;
      } else {
        return null;
      }
    }
    if (digits == 0 || text.length() > LONGEST) {
      return null;
    }
    if (digits > EXACT_DIGITS) {
      return Double.valueOf(text);
    }
    double number = point < 0 ? value : value / POWERS_OF_TEN[text.length() - 1 - point];
    return negative ? -number : number;
  }
}
