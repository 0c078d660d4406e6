package io.tidewatch.ingestion.repair;

import io.tidewatch.ingestion.reading.KeptRecords.Kept;
import io.tidewatch.ingestion.reading.SourceRecord;
import io.tidewatch.lake.dataset.DataSet;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Applies fixes, in their order. */
final class Fixes {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final int MOST = 50;

  private final List<Step> steps;

  private interface Step {
    void on(@Nullable String[] cells, Map<String, @Nullable String> fields);
  }

  private Fixes(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * Makes ready to apply these.
   *
   * @throws IllegalArgumentException naming the fix that cannot be applied to the data set
   */
  static Fixes of(DataSet dataSet, List<Fix> fixes) {
    if (fixes.size() > MOST) {
      throw new IllegalArgumentException("A repair has at most %d fixes.".formatted(MOST));
    }
    List<String> columns = dataSet.columns().stream().map(DataSet.Column::name).toList();
    return new Fixes(fixes.stream().map(fix -> step(fix, columns)).toList());
  }

  /** The record as it is after all fixes; a line that could not be taken apart stays as it is. */
  SourceRecord apply(Kept kept) {
    SourceRecord record = kept.record();
    if (kept.fields().isEmpty() || record.cells().length == 0) {
      return record;
    }
    @Nullable String[] cells = record.cells().clone();
    steps.forEach(step -> step.on(cells, kept.fields()));
    // the flaw of a whole record is that none of its headers is known; a fix may have named one
    boolean known = record.flaw() != null && hasValue(cells);
    return new SourceRecord(
        record.position(), cells, known ? null : record.flaw(), record.original());
  }

  private static boolean hasValue(@Nullable String[] cells) {
    for (String cell : cells) {
      if (cell != null) {
        return true;
      }
    }
    return false;
  }

  private static Step step(Fix fix, List<String> columns) {
    int column = columns.indexOf(fix.column());
    if (column < 0) {
      throw new IllegalArgumentException(
          "There is no column %s; the data set has: %s."
              .formatted(fix.column(), String.join(", ", columns)));
    }
    return switch (fix) {
      case Fix.Set set ->
          (@Nullable String[] cells, Map<String, @Nullable String> fields) -> {
            if (!Boolean.TRUE.equals(set.onlyBlank()) || blank(cells[column])) {
              cells[column] = set.value();
            }
          };
      case Fix.Rename rename ->
          (@Nullable String[] cells, Map<String, @Nullable String> fields) ->
              cells[column] = fields.get(rename.from());
      case Fix.Drop drop ->
          (@Nullable String[] cells, Map<String, @Nullable String> fields) -> cells[column] = null;
      case Fix.Cast cast -> {
        Cell cell = cell(cast);
        yield (@Nullable String[] cells, Map<String, @Nullable String> fields) -> {
          String text = cells[column];
          if (text != null && !blank(text)) {
            cells[column] = cell.cast(text.strip());
          }
        };
      }
    };
  }

  private interface Cell {
    String cast(String text);
  }

  private static Cell cell(Fix.Cast cast) {
    String pattern = cast.pattern();
    return switch (cast.to()) {
      case NUMBER -> {
        String mark = pattern == null ? "," : pattern;
        if (!mark.equals(",") && !mark.equals(".")) {
          throw new IllegalArgumentException(
              "The pattern of a number is its decimal mark, a comma or a point.");
        }
        yield text -> number(text, mark.charAt(0));
      }
      case DATE -> {
        DateTimeFormatter format = format(pattern);
        yield text -> moment(text, format, time -> time.toLocalDate().toString());
      }
      case TIMESTAMP -> {
        DateTimeFormatter format = format(pattern);
        yield text -> moment(text, format, time -> time.toInstant(ZoneOffset.UTC).toString());
      }
    };
  }

  private static DateTimeFormatter format(@Nullable String pattern) {
    if (pattern == null || pattern.isBlank()) {
      throw new IllegalArgumentException(
          "A cast to a date or timestamp needs a pattern, such as dd.MM.yyyy.");
    }
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is no pattern of dates: %s".formatted(pattern, e.getMessage()), e);
    }
  }

  /** Everything around and between the digits goes: currency signs, units, thousands. */
  private static String number(String text, char mark) {
    String plain = text.replace(mark, '.');
    if (NUMBER.matcher(plain).matches()) {
      return plain;
    }
    StringBuilder kept = new StringBuilder(text.length());
    text.chars()
        .filter(c -> c >= '0' && c <= '9' || c == mark || c == '-' || c == '+')
        .forEach(c -> kept.append(c == mark ? '.' : (char) c));
    return NUMBER.matcher(kept).matches() ? kept.toString() : text;
  }

  private static String moment(
      String text, DateTimeFormatter format, Function<LocalDateTime, String> written) {
    try {
      TemporalAccessor time = format.parseBest(text, LocalDateTime::from, LocalDate::from);
      return written.apply(
          time instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(time));
    } catch (DateTimeException e) {
      return text;
    }
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
