package io.tidewatch.ingestion.reading;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Delimited text. A record that is broken by a stray quote or never ends costs its own line:
 * reading goes on with the next one.
 */
final class CsvRecords implements RecordReader {
  private static final int SAMPLE = 256 << 10;

  private final ReadingLimits limits;
  private final int columnCount;
  private final ReplayingReader text;
  private final Dialect dialect;
  private final List<String> header;
  private final int[] ordinals;
  private CloseableIterator<CsvRecord> records;

  /** Lines before the one that the present parser counts as its first. */
  private long lineOffset;

  /** The line at which the next record starts, if no empty lines come before it. */
  private long nextLine = 1;

  private int repairs;

  CsvRecords(Reader in, Columns columns, ReadingLimits limits) throws IOException {
    this.limits = limits;
    this.columnCount = columns.count();
    String sample = head(in, Math.max(SAMPLE, limits.recordCharacters()));
    if (sample.isBlank()) {
      throw new UnreadableFileException("empty-file", "The file has no text in it.");
    }
    requireLineEnd(sample, limits);
    this.dialect = Dialect.detect(wholeLines(sample), columns, limits);
    this.text =
        new ReplayingReader(
            new Sequence(new StringReader(sample), in), 2 * limits.recordCharacters() + (64 << 10));
    this.records = dialect.open(text, limits).iterator();
    CsvRecord first = readHeader();
    this.header = first.getFields();
    this.nextLine = first.getStartingLineNumber() + lines(first);
    this.ordinals = columns.match(header);
    columns.requireUsable(ordinals, header, first.getStartingLineNumber());
  }

  private CsvRecord readHeader() {
    try {
      return records.next();
    } catch (CsvParseException | NoSuchElementException e) {
      throw new UnreadableFileException(
          "unreadable-header",
          "The first line is no header: a quote in it is not closed or it is too long.",
          1L);
    }
  }

  @Override
  public @Nullable SourceRecord next() throws IOException {
    CsvRecord csv;
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
    long line = lineOffset + csv.getStartingLineNumber();
    nextLine = line + 1;
    List<String> fields = csv.getFields();
    int extra = fields.size() - header.size();
    if (extra == 0 || (extra > 0 && blank(fields, header.size()))) {
      nextLine = line + (containsLineEnd(fields) ? lines(csv) : 1);
      return new SourceRecord(line, cells(fields), null, () -> originals(fields));
    }
    if (fields.size() == 1 && fields.get(0).isBlank()) {
      return next();
    }
    Flaw ragged =
        Flaw.ofRecord(
            "ragged",
            "The record has %d fields, the header has %d.".formatted(fields.size(), header.size()));
    if (containsLineEnd(fields)) {
      return repair(line, ragged);
    }
    return SourceRecord.broken(line, ragged, originals(fields));
  }

  /** Rejects one line, and goes on with the line after it. */
  private SourceRecord repair(long line, Flaw flaw) throws IOException {
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
    return SourceRecord.broken(skipped.line(), flaw, skipped.text());
  }

  private @Nullable String[] cells(List<String> fields) {
    @Nullable String[] cells = new String[columnCount];
    for (int i = 0; i < ordinals.length; i++) {
      if (ordinals[i] >= 0) {
        cells[ordinals[i]] = fields.get(i);
      }
    }
    return cells;
  }

  private String originals(List<String> fields) {
    return Originals.json(header, fields);
  }

  private static boolean blank(List<String> fields, int from) {
    return fields.subList(from, fields.size()).stream().allMatch(String::isBlank);
  }

  private static boolean containsLineEnd(List<String> fields) {
    for (String field : fields) {
      if (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0) {
        return true;
      }
    }
    return false;
  }

  private static long lines(CsvRecord csv) {
    long lines = 1;
    for (String field : csv.getFields()) {
      for (int i = 0; i < field.length(); i++) {
        char c = field.charAt(i);
        boolean returnBeforeNewline =
            c == '\r' && i + 1 < field.length() && field.charAt(i + 1) == '\n';
        lines += (c == '\n' || c == '\r') && !returnBeforeNewline ? 1 : 0;
      }
    }
    return lines;
  }

  private static String head(Reader in, int count) throws IOException {
    char[] chars = new char[count];
    int filled = 0;
    int read;
    while (filled < count && (read = in.read(chars, filled, count - filled)) > 0) {
      filled += read;
    }
    return new String(chars, 0, filled);
  }

  private static void requireLineEnd(String sample, ReadingLimits limits) {
    if (sample.length() >= limits.recordCharacters()
        && sample.indexOf('\n') < 0
        && sample.indexOf('\r') < 0) {
      throw new UnreadableFileException(
          "record-too-long",
          "The first line is longer than %,d characters, so it is no header. A delimited file needs one line a record."
              .formatted(limits.recordCharacters()),
          1L);
    }
  }

  private static String wholeLines(String sample) {
    int end = sample.length() < SAMPLE ? sample.length() : sample.lastIndexOf('\n', SAMPLE);
    return end <= 0 ? sample : sample.substring(0, end);
  }

  @Override
  public void close() throws IOException {
    records.close();
    text.close();
  }

  /** One text after the other. */
  private static final class Sequence extends Reader {
    private final Reader first;
    private final Reader second;
    private boolean firstEnded;

    Sequence(Reader first, Reader second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      if (!firstEnded) {
        int read = first.read(target, offset, length);
        if (read > 0) {
          return read;
        }
        firstEnded = true;
      }
      return second.read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
      second.close();
    }
  }
}
