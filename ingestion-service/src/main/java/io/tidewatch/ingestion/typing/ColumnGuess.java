package io.tidewatch.ingestion.typing;

import io.tidewatch.ingestion.reading.Flaw;
import io.tidewatch.lake.dataset.DataSet.Column;
import io.tidewatch.lake.dataset.DataSet.Type;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Guesses the type of a column from its values. */
public final class ColumnGuess {
  private static final List<Type> NUMBERS = List.of(Type.INT, Type.LONG, Type.DOUBLE);
  private static final Pattern LEADING_ZERO = Pattern.compile("0\\d+");
  private static final Pattern LONG_ID = Pattern.compile("\\d{16,}");
  private static final Pattern ONE_COMMA = Pattern.compile("[+-]?[1-9]\\d{0,2},\\d{3}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final int SAMPLED = 1_000;
  private static final int SHORT = 200;

  /** One value in so many may be wrong before the type is another. */
  private static final int WRONG_IN = 50;

  private final Map<Type, Cell> cells = new EnumMap<>(Type.class);
  private final Map<Type, Long> wrong = new EnumMap<>(Type.class);
  private final Set<String> distinct = new HashSet<>();
  private final Set<String> sample = new LinkedHashSet<>();
  private long filled;
  private long digitsOnly;
  private long emails;
  private long ambiguousCommas;
  private boolean zeros;
  private boolean longIds;
  private int longest;

  /**
   * What a column seems to be.
   *
   * @param formats date patterns, if it needs some
   * @param doubts what somebody should look at
   */
  public record Guess(Type type, List<String> formats, List<String> doubts) {}

  public ColumnGuess() {
    for (Type type : List.of(Type.BOOLEAN, Type.INT, Type.LONG, Type.DOUBLE)) {
      cells.put(type, new Cell(Column.of("guessed", type, List.of()), check -> false));
    }
  }

  /** Takes one value into account. */
  public void add(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return;
    }
    String value = text.strip();
    filled++;
    longest = Math.max(longest, text.length());
    distinct.add(value.length() > SHORT ? value.substring(0, SHORT) + value.hashCode() : value);
    if (sample.size() < SAMPLED && value.length() <= SHORT) {
      sample.add(value);
    }
    zeros |= LEADING_ZERO.matcher(value).matches();
    longIds |= LONG_ID.matcher(value).matches();
    digitsOnly += value.equals("0") || value.equals("1") ? 1 : 0;
    emails += value.length() <= SHORT && EMAIL.matcher(value).matches() ? 1 : 0;
    ambiguousCommas += ONE_COMMA.matcher(value).matches() ? 1 : 0;
    cells.forEach(
        (type, cell) -> {
          if (cell.typed(value) instanceof Flaw) {
            wrong.merge(type, 1L, Long::sum);
          }
        });
  }

  /** How many rows had a value. */
  public long filled() {
    return filled;
  }

  /** How many different values there were. */
  public long distinct() {
    return distinct.size();
  }

  /** Whether one of the first thousand different values is this one. */
  public boolean has(String value) {
    return sample.contains(value.strip());
  }

  /** The most characters of a value. */
  public int longest() {
    return longest;
  }

  /** Whether the values are mail addresses. */
  public boolean emails() {
    return filled > 0 && emails > filled / 2;
  }

  /** What the column seems to be. */
  public Guess guess() {
    if (filled == 0) {
      return new Guess(Type.STRING, List.of(), List.of("no row has a value"));
    }
    List<String> doubts = new ArrayList<>();
    if (distinct.size() == 1 && filled > 1) {
      doubts.add("every value is the same");
    }
    if (zeros || longIds) {
      doubts.add(
          zeros
              ? "numbers that start with zero are kept as text"
              : "numbers of 16 digits and more are kept as text");
      return new Guess(Type.STRING, List.of(), doubts);
    }
    if (digitsOnly == filled) {
      doubts.add("only 0 and 1: boolean, if it means yes and no");
      return new Guess(Type.INT, List.of(), doubts);
    }
    if (wrong(Type.BOOLEAN) == 0) {
      return new Guess(Type.BOOLEAN, List.of(), doubts);
    }
    for (Type type : NUMBERS) {
      if (fits(wrong(type))) {
        return number(type, doubts);
      }
    }
    DateFormats dates = DateFormats.of(sample);
    if (fits(dates.unread() * filled / Math.max(1, sample.size()))) {
      doubts.addAll(dates.doubts());
      return new Guess(dates.timed() ? Type.TIMESTAMP : Type.DATE, dates.formats(), doubts);
    }
    return new Guess(Type.STRING, List.of(), doubts);
  }

  private Guess number(Type type, List<String> doubts) {
    if (wrong(type) > 0) {
      doubts.add(
          "%,d of %,d values are no numbers; their rows would be rejected"
              .formatted(wrong(type), filled));
    }
    if (ambiguousCommas > 0) {
      doubts.add("a comma before three digits is read as thousands, not as a decimal comma");
    }
    return new Guess(type, List.of(), doubts);
  }

  private boolean fits(long failures) {
    return failures == 0 || failures * WRONG_IN <= filled;
  }

  private long wrong(Type type) {
    return wrong.getOrDefault(type, 0L);
  }
}
