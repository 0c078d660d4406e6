package io.tidewatch.ingestion.typing;

import io.tidewatch.ingestion.reading.Flaw;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSet.Column;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Types and checks the values of one column. */
final class Cell {
  private static final int LONGEST = 10_000;
  private static final Set<String> UNKNOWN = Set.of("null", "na", "n/a", "nan", "none", "nil", "-");
  private static final Pattern SPREADSHEET_ID = Pattern.compile("\\d+\\.0+");
  private static final Set<String> TRUE = Set.of("true", "yes", "y", "t", "1", "1.0", "on");
  private static final Set<String> FALSE = Set.of("false", "no", "n", "f", "0", "0.0", "off");

  private final Column column;
  private final Map<String, String> allowed = new HashMap<>();
  private final @Nullable Pattern pattern;
  private final int longest;
  private final Dates dates;
  private final Predicate<String> onlyWarns;

  /** A value that fails a check but is loaded: as what, and what is wrong with it. */
  record Doubtful(@Nullable Object value, Flaw flaw) {}

  /**
   * @param onlyWarns the checks that keep no row out
   */
  Cell(Column column, Predicate<String> onlyWarns) {
    this.column = column;
    this.onlyWarns = onlyWarns;
    column.values().forEach(v -> allowed.put(v.toLowerCase(Locale.ROOT), v));
    column.valueAliases().forEach((from, to) -> allowed.put(from.toLowerCase(Locale.ROOT), to));
    this.pattern = column.pattern() == null ? null : Pattern.compile(column.pattern());
    this.longest = column.maxLength() == null ? LONGEST : column.maxLength();
    this.dates = new Dates(column.formats());
  }

  Column column() {
    return column;
  }

  /** The typed value, null for a blank one, a {@link Doubtful} one, or a {@link Flaw}. */
  @Nullable Object typed(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return blank();
    }
    if (column.type() == DataSet.Type.STRING) {
      return text(text);
    }
    String stripped = text.strip();
    Object value =
        switch (column.type()) {
          case STRING -> stripped;
          case BOOLEAN -> truth(stripped);
          case INT -> whole(stripped);
          case LONG -> Numbers.whole(stripped);
          case DOUBLE -> Numbers.approximate(stripped);
          case DATE -> dates.day(stripped);
          case TIMESTAMP -> dates.instant(stripped);
        };
    if (value == null) {
      return UNKNOWN.contains(stripped.toLowerCase(Locale.ROOT))
          ? blank()
          : failed("type", "The value is no " + name(column.type()) + ".", text, null);
    }
    return value instanceof Number number ? inRange(number, text) : value;
  }

  private @Nullable Object blank() {
    return column.required() ? failed("required", "A value is needed.", null, null) : null;
  }

  private Object text(String text) {
    DataSet.Normalise normalise = column.normalise();
    String value = normalise == null ? text : text.strip();
    if (normalise == DataSet.Normalise.ID
        && value.endsWith("0")
        && value.indexOf('.') > 0
        && SPREADSHEET_ID.matcher(value).matches()) {
      value = value.substring(0, value.indexOf('.'));
    }
    if (value.length() > longest) {
      return failed(
          "length",
          "The text has %,d characters, at most %,d are allowed."
              .formatted(value.length(), longest),
          value,
          value);
    }
    if (!allowed.isEmpty()) {
      String known = allowed.get(value.strip().toLowerCase(Locale.ROOT));
      return known != null
          ? known
          : failed("values", "Allowed are " + column.values() + ".", value, value);
    }
    if (pattern != null && !pattern.matcher(value).matches()) {
      return failed("pattern", "The text does not match " + pattern + ".", value, value);
    }
    return value;
  }

  private Object inRange(Number number, String text) {
    double value = number.doubleValue();
    Double min = column.min();
    Double max = column.max();
    if (!Double.isFinite(value)) {
      return failed("type", "The number is too large.", text, null);
    }
    if (min != null && value < min) {
      return failed("range", "The number is below " + min + ".", text, number);
    }
    return max != null && value > max
        ? failed("range", "The number is above " + max + ".", text, number)
        : number;
  }

  private static @Nullable Boolean truth(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return TRUE.contains(lower) ? Boolean.TRUE : FALSE.contains(lower) ? Boolean.FALSE : null;
  }

  private static @Nullable Integer whole(String text) {
    Long value = Numbers.whole(text);
    return value == null || value != value.intValue() ? null : (Integer) value.intValue();
  }

  private Object failed(
      String check, String reason, @Nullable String value, @Nullable Object kept) {
    Flaw flaw = new Flaw(column.name(), check, reason, value);
    return onlyWarns.test(check) ? new Doubtful(kept, flaw) : flaw;
  }

  private static String name(DataSet.Type type) {
    return switch (type) {
      case STRING -> "text";
      case BOOLEAN -> "yes or no";
      case INT -> "whole number (32 bit)";
      case LONG -> "whole number (64 bit)";
      case DOUBLE -> "number";
      case DATE -> "date in any of the column's formats";
      case TIMESTAMP -> "date and time in any of the column's formats";
    };
  }
}
