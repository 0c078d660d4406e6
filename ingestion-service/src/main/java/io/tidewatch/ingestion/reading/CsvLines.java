package io.tidewatch.ingestion.reading;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a delimited text; the first one is the header and says how many fields each has,
 * unless the text has none: then a record has at most as many as there are columns. A record that
 * is broken by a stray quote or never ends costs its own line: reading goes on with the next one.
 */
final class CsvLines implements Closeable {
  private static final int COMMAS_THAT_TELL = 7;

  private final Dialect dialect;
  private final ReadingLimits limits;
  private final ReplayingReader text;
  private CloseableIterator<CsvFields.Fields> records;
  private final boolean headless;
  private int width;

  /** Lines before the one that the present parser counts as its first. */
  private long lineOffset;

  /** The line at which the next record starts, if no empty lines come before it. */
  private long nextLine = 1;

  private int repairs;

  /**
   * @param columns most fields of a record; null if the first one is a header
   */
  CsvLines(
      Dialect dialect,
      Reader in,
      int remembered,
      ReadingLimits limits,
      @Nullable List<String> columns) {
    this.headless = columns != null;
    this.width = columns == null ? -1 : columns.size();
    this.dialect = dialect;
    this.limits = limits;
    this.text = new ReplayingReader(in, remembered);
    this.records = dialect.open(text, limits).iterator();
  }

  /**
   * One record.
   *
   * @param number the line that it starts at, from 1
   * @param fields its fields; of a flawed record those that could be told apart
   * @param flaw why it is no record of this file; null if it is one
   * @param skipped the line that was given up; null if the fields are the whole record
   */
  record Line(long number, List<String> fields, @Nullable Flaw flaw, @Nullable String skipped) {}

  @Nullable Line next() throws IOException {
    while (true) {
      CsvFields.Fields csv;
      try {
        if (!records.hasNext()) {
          return null;
        }
        csv = records.next();
      } catch (CsvParseException e) {
        return repair(
            nextLine,
            Flaw.ofRecord(
                "broken-record",
                "The record that starts here cannot be read; a quote is not closed or the line is too long: "
                    + e.getMessage()));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      Line line = line(csv);
      if (line != null) {
        return line;
      }
    }
  }

  /** The record as a line; null if it is blank. */
  private @Nullable Line line(CsvFields.Fields csv) throws IOException {
    long number = lineOffset + csv.startLine();
    List<String> fields = csv.texts();
    boolean several = csv.severalLines();
    nextLine = number + (several ? lines(fields) : 1);
    if (fields.size() == 1 && fields.get(0).isBlank()) {
      return null;
    }
    if (width < 0) {
      width = fields.size();
    }
    if (fits(fields)) {
      return several && swallowsRecords(fields)
          ? repair(
              number,
              Flaw.ofRecord(
                  "broken-record",
                  "A quote that opens in this record is not closed: what follows looks like further records."))
          : new Line(number, fields, null, null);
    }
    Flaw ragged =
        Flaw.ofRecord(
            "ragged",
            (headless
                    ? "The record has %d fields, the data set has %d columns."
                    : "The record has %d fields, the header has %d.")
                .formatted(fields.size(), width));
    return several ? repair(number, ragged) : new Line(number, fields, ragged, null);
  }

  private boolean fits(List<String> fields) {
    return fields.size() == width
        || (fields.size() > width && blank(fields, width))
        || (fields.size() < width && headless);
  }

  /** Gives up one line, and goes on with the line after it. */
  private Line repair(long line, Flaw flaw) throws IOException {
    if (++repairs > limits.repairs()) {
      throw new UnreadableFileException(
          "too-many-broken-records",
          "More than %,d records have quotes that do not close; check how the file is quoted."
              .formatted(limits.repairs()),
          line);
    }
    ReplayingReader.Skipped skipped = text.skipLine(line);
    lineOffset = skipped.nextLine() - 1;
    nextLine = skipped.nextLine();
    records = dialect.open(text, limits).iterator();
    List<String> plain = plainFields(skipped.text());
    return plain.size() == width
        ? new Line(skipped.line(), plain, null, null)
        : new Line(skipped.line(), List.of(), flaw, skipped.text());
  }

  /**
   * The fields of a line in which quotes quote nothing; none unless tabs separate, for texts with
   * stray quotes are common there and tabs inside a text are not.
   */
  private List<String> plainFields(String line) {
    return dialect.separator() == '\t' && line.length() < ReplayingReader.SHOWN
        ? List.of(line.split("\t", -1))
        : List.of();
  }

  /**
   * Whether a quoted field goes on over lines that have as many separators as a record has; a comma
   * is too common in prose to tell, unless there are many.
   */
  private boolean swallowsRecords(List<String> fields) {
    int separators = width - 1;
    if (separators < (dialect.separator() == ',' ? COMMAS_THAT_TELL : 1)) {
      return false;
    }
    return fields.stream()
        .flatMap(field -> field.lines().skip(1))
        .anyMatch(line -> line.chars().filter(c -> c == dialect.separator()).count() == separators);
  }

  private static boolean blank(List<String> fields, int from) {
    for (int i = from; i < fields.size(); i++) {
      if (!fields.get(i).isBlank()) {
        return false;
      }
    }
    return true;
  }

  private static long lines(List<String> fields) {
    long lines = 1;
    for (String field : fields) {
      for (int i = 0; i < field.length(); i++) {
        char c = field.charAt(i);
        boolean returnBeforeNewline =
            c == '\r' && i + 1 < field.length() && field.charAt(i + 1) == '\n';
        lines += (c == '\n' || c == '\r') && !returnBeforeNewline ? 1 : 0;
      }
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    records.close();
    text.close();
  }
}
