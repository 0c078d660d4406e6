package io.tidewatch.launcher.samples;

import io.tidewatch.contracts.events.RunCounts;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Passes rows on and spoils about one in a hundred, keeping count of what it did. */
final class DirtyRows {
  private static final int DUPLICATE_DISTANCE = 40;

  /** Where the rows go. */
  interface Sink {
    void row(String[] cells) throws IOException;
  }

  /** What may be wrong with a row. */
  enum Flaw {
    DUPLICATE(0.004),
    BLANK(0.002),
    WRONG_TYPE(0.0015),
    WRONG_DATE(0.001),
    UNKNOWN_VALUE(0.0007),
    MISSING(0.0008),
    LATE(0.0005);

    private final double share;

    Flaw(double share) {
      this.share = share;
    }
  }

  /**
   * How a file can be spoilt: a column and the value put into it; columns of -1 do not exist.
   *
   * @param optional columns that may be blank
   * @param lateColumn gets {@code lateValue}, a moment beyond the lateness window
   */
  record Weak(
      List<Integer> optional,
      int typed,
      String wrongType,
      int date,
      String wrongDate,
      int enumerated,
      String unknownValue,
      int required,
      int lateColumn,
      String lateValue) {}

  private final Sink sink;
  private final Weak weak;
  private final Dice dice;
  private final Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
  private final Deque<String[]> repeats = new ArrayDeque<>();
  private long rows;
  private int sinceRepeat;

  DirtyRows(Sink sink, Weak weak, Dice dice) {
    this.sink = sink;
    this.weak = weak;
    this.dice = dice;
  }

  void add(String[] cells) throws IOException {
    Flaw flaw = flaw();
    if (flaw != null) {
      flaws.merge(flaw, 1L, Long::sum);
      spoil(cells, flaw);
    }
    write(cells);
    if (!repeats.isEmpty() && ++sinceRepeat >= DUPLICATE_DISTANCE) {
      write(repeats.removeFirst());
      sinceRepeat = 0;
    }
  }

  /** Writes what is still held back and returns the file's counts. */
  FileCounts finish(String file, String dataset) throws IOException {
    while (!repeats.isEmpty()) {
      write(repeats.removeFirst());
    }
    long duplicate = count(Flaw.DUPLICATE);
    long late = count(Flaw.LATE);
    long quarantined =
        count(Flaw.WRONG_TYPE)
            + count(Flaw.WRONG_DATE)
            + count(Flaw.UNKNOWN_VALUE)
            + count(Flaw.MISSING);
    Map<String, Long> byName = new TreeMap<>();
    flaws.forEach((f, n) -> byName.put(f.name().toLowerCase(java.util.Locale.ROOT), n));
    return new FileCounts(
        file,
        dataset,
        new RunCounts(rows, rows - duplicate - late - quarantined, quarantined, duplicate, late),
        byName);
  }

  private long count(Flaw flaw) {
    return flaws.getOrDefault(flaw, 0L);
  }

  private void write(String[] cells) throws IOException {
    sink.row(cells);
    rows++;
  }

  private @org.jspecify.annotations.Nullable Flaw flaw() {
    double point = dice.between(0, 1);
    for (Flaw flaw : Flaw.values()) {
      point -= flaw.share;
      if (point < 0) {
        return applies(flaw) ? flaw : null;
      }
    }
    return null;
  }

  private boolean applies(Flaw flaw) {
    return switch (flaw) {
      case DUPLICATE -> true;
      case BLANK -> !weak.optional().isEmpty();
      case WRONG_TYPE -> weak.typed() >= 0;
      case WRONG_DATE -> weak.date() >= 0;
      case UNKNOWN_VALUE -> weak.enumerated() >= 0;
      case MISSING -> weak.required() >= 0;
      case LATE -> weak.lateColumn() >= 0;
    };
  }

  private void spoil(String[] cells, Flaw flaw) {
    switch (flaw) {
      case DUPLICATE -> repeats.add(cells.clone());
      case BLANK -> cells[dice.one(weak.optional())] = "";
      case WRONG_TYPE -> cells[weak.typed()] = weak.wrongType();
      case WRONG_DATE -> cells[weak.date()] = weak.wrongDate();
      case UNKNOWN_VALUE -> cells[weak.enumerated()] = weak.unknownValue();
      case MISSING -> cells[weak.required()] = "";
      case LATE -> cells[weak.lateColumn()] = weak.lateValue();
    }
  }
}
