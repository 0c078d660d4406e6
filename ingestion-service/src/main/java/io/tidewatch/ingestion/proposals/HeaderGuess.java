package io.tidewatch.ingestion.proposals;

import io.tidewatch.ingestion.typing.ColumnGuess;
import io.tidewatch.lake.dataset.DataSet.Type;
import java.util.Map;
import java.util.Set;

/** Guesses whether the first line of a delimited file is a record like the others. */
final class HeaderGuess {
  private static final Set<Type> NUMBERS = Set.of(Type.INT, Type.LONG, Type.DOUBLE);
  private static final Set<Type> TIMES = Set.of(Type.DATE, Type.TIMESTAMP);

  private int texts;
  private int textsRepeated;
  private int typed;
  private int typedAlike;
  private int timesAlike;

  private HeaderGuess() {}

  /**
   * Whether the header is a record: where columns have numbers or dates, it has such too, and some
   * text of it, or a date, is not what a header says.
   *
   * @param columns by what would be their headers
   */
  static boolean isRecord(Map<String, ColumnGuess> columns) {
    HeaderGuess guess = new HeaderGuess();
    columns.forEach((header, values) -> guess.add(header.replaceFirst("#\\d+$", ""), values));
    return guess.isRecord();
  }

  private void add(String header, ColumnGuess values) {
    if (values.filled() == 0) {
      return;
    }
    Type type = values.guess().type();
    if (NUMBERS.contains(type) || TIMES.contains(type)) {
      ColumnGuess alone = new ColumnGuess();
      alone.add(header);
      boolean time = TIMES.contains(type);
      boolean alike = alone.filled() > 0 && (time ? TIMES : NUMBERS).contains(alone.guess().type());
      typed++;
      typedAlike += alike ? 1 : 0;
      timesAlike += alike && time ? 1 : 0;
    } else {
      texts++;
      textsRepeated += values.has(header) ? 1 : 0;
    }
  }

  private boolean isRecord() {
    if (typedAlike < typed) {
      return false;
    }
    return typed == 0
        ? textsRepeated > 0 && 2 * textsRepeated >= texts
        : texts == 0 || textsRepeated > 0 || timesAlike > 0;
  }
}
