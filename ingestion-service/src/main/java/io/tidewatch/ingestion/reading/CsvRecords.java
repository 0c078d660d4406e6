package io.tidewatch.ingestion.reading;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Delimited text: separator, quotes and header are found out, each record fits the header. */
final class CsvRecords implements RecordReader {
  private static final int SAMPLE = 256 << 10;

  private final int columnCount;
  private final CsvLines lines;
  private final List<String> header;
  private final int[] ordinals;

  CsvRecords(Reader in, Columns columns, ReadingLimits limits) throws IOException {
    this.columnCount = columns.count();
    String sample = head(in, Math.max(SAMPLE, limits.recordCharacters()));
    if (sample.isBlank()) {
      throw new UnreadableFileException("empty-file", "The file has no text in it.");
    }
    requireLineEnd(sample, limits);
    List<String> inOrder = columns.inOrder();
    this.lines =
        new CsvLines(
            Dialect.detect(wholeLines(sample), columns, limits),
            new Sequence(new StringReader(sample), in),
            2 * limits.recordCharacters() + (64 << 10),
            limits,
            inOrder);
    if (inOrder == null) {
      CsvLines.Line first = header(lines);
      this.header = first.fields();
      this.ordinals = columns.match(header);
      columns.requireUsable(ordinals, header, first.number());
    } else {
      this.header = inOrder;
      this.ordinals = columns.match(header);
    }
  }

  private static CsvLines.Line header(CsvLines lines) throws IOException {
    CsvLines.Line first = lines.next();
    if (first == null || first.flaw() != null) {
      throw new UnreadableFileException(
          "unreadable-header",
          "The first line is no header: a quote in it is not closed or it is too long.",
          1L);
    }
    return first;
  }

  @Override
  public @Nullable SourceRecord next() throws IOException {
    CsvLines.Line line = lines.next();
    if (line == null) {
      return null;
    }
    List<String> fields = line.fields();
    Flaw flaw = line.flaw();
    if (flaw != null) {
      String skipped = line.skipped();
      return SourceRecord.broken(
          line.number(), flaw, skipped == null ? Originals.json(header, fields) : skipped);
    }
    return new SourceRecord(
        line.number(), cells(fields), null, () -> Originals.json(header, fields));
  }

  @Override
  public boolean delimited() {
    return true;
  }

  private @Nullable String[] cells(List<String> fields) {
    @Nullable String[] cells = new String[columnCount];
    for (int i = 0; i < Math.min(ordinals.length, fields.size()); i++) {
      if (ordinals[i] >= 0) {
        cells[ordinals[i]] = fields.get(i);
      }
    }
    return cells;
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
    lines.close();
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
