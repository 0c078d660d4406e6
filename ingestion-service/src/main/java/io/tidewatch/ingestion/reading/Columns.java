package io.tidewatch.ingestion.reading;

import io.tidewatch.lake.dataset.DataSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the data set's column that a header of a file means. */
final class Columns {
  /** A column's place in the data set and how good a name is for it: 0 is its own. */
  record Target(int ordinal, int rank) {}

  private static final DataSet UNDESCRIBED = undescribed(List.of(), null);

  private final DataSet dataSet;
  private final Map<String, Target> byName = new HashMap<>();
  private final Map<String, @Nullable Target> remembered = new HashMap<>();

  Columns(DataSet dataSet) {
    this.dataSet = dataSet;
    List<DataSet.Column> columns = dataSet.columns();
    for (int i = 0; i < columns.size(); i++) {
      byName.put(normal(columns.get(i).name()), new Target(i, 0));
    }
    for (int i = 0; i < columns.size(); i++) {
      int rank = 1;
      for (String alias : columns.get(i).aliases()) {
        byName.putIfAbsent(normal(alias), new Target(i, rank++));
      }
    }
  }

  /** For a file that nothing describes: any header will do, and no record has cells. */
  static Columns undescribed() {
    return new Columns(UNDESCRIBED);
  }

  /** For a delimited file that nothing describes and that has no header. */
  static Columns numbered(int count) {
    return new Columns(
        undescribed(
            IntStream.rangeClosed(1, count)
                .mapToObj(i -> DataSet.Column.of("column_" + i, DataSet.Type.STRING, List.of()))
                .toList(),
            false));
  }

  private static DataSet undescribed(List<DataSet.Column> columns, @Nullable Boolean header) {
    return new DataSet(
        "undescribed",
        "",
        columns,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        header,
        Map.of());
  }

  private boolean described() {
    return dataSet != UNDESCRIBED;
  }

  /** The headers that files would have if they had one; null if they have one. */
  @Nullable List<String> inOrder() {
    return dataSet.headless()
        ? dataSet.columns().stream()
            .filter(column -> column.generated() == null)
            .map(DataSet.Column::name)
            .toList()
        : null;
  }

  /** How many of the headers say what a column is. */
  int fit(List<String> headers) {
    return described()
        ? matched(match(headers))
        : (int) headers.stream().filter(h -> !h.isBlank()).distinct().count();
  }

  DataSet dataSet() {
    return dataSet;
  }

  int count() {
    return dataSet.columns().size();
  }

  /** The column that the name means, or null. */
  @Nullable Target find(String name) {
    Target known = remembered.get(name);
    if (known == null && !remembered.containsKey(name)) {
      known = byName.get(normal(name));
      if (remembered.size() < 10_000) {
        remembered.put(name, known);
      }
    }
    return known;
  }

  /** For each header the ordinal of its column, or -1; where two mean one column, the better. */
  int[] match(List<String> headers) {
    int[] ordinals = new int[headers.size()];
    Arrays.fill(ordinals, -1);
    int[] taken = new int[count()];
    int[] ranks = new int[count()];
    Arrays.fill(taken, -1);
    for (int h = 0; h < headers.size(); h++) {
      Target target = find(headers.get(h));
      if (target == null) {
        continue;
      }
      int before = taken[target.ordinal()];
      if (before >= 0 && ranks[target.ordinal()] <= target.rank()) {
        continue;
      }
      if (before >= 0) {
        ordinals[before] = -1;
      }
      ordinals[h] = target.ordinal();
      taken[target.ordinal()] = h;
      ranks[target.ordinal()] = target.rank();
    }
    return ordinals;
  }

  static int matched(int[] ordinals) {
    return (int) Arrays.stream(ordinals).filter(o -> o >= 0).count();
  }

  /**
   * Refuses a header that cannot give a single loadable row.
   *
   * @throws UnreadableFileException naming what was found and what is needed
   */
  void requireUsable(int[] ordinals, List<String> headers, long line) {
    if (!described()) {
      return;
    }
    if (matched(ordinals) == 0) {
      throw new UnreadableFileException(
          "no-matching-column",
          "No header of the file is a column of data set %s. The file has: %s. Expected some of: %s. Check the data set, or add the headers as aliases to datasets/%s.yaml."
              .formatted(dataSet.name(), shortList(headers), names(), dataSet.name()),
          line);
    }
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      DataSet.Column column = dataSet.columns().get(i);
      int ordinal = i;
      if (column.required()
          && column.generated() == null
          && Arrays.stream(ordinals).noneMatch(o -> o == ordinal)) {
        missing.add(column.name());
      }
    }
    if (!missing.isEmpty()) {
      throw new UnreadableFileException(
          "missing-column",
          "The file has no column for %s, which every row of data set %s needs. The file has: %s. Add the right header as an alias to datasets/%s.yaml."
              .formatted(
                  String.join(", ", missing), dataSet.name(), shortList(headers), dataSet.name()),
          line);
    }
  }

  private String names() {
    return shortList(dataSet.columns().stream().map(DataSet.Column::name).toList());
  }

  private static String shortList(List<String> names) {
    String all = String.join(", ", names.size() > 40 ? names.subList(0, 40) : names);
    return all.length() > 600 ? all.substring(0, 600) + "…" : all;
  }

  private static String normal(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    name.codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
