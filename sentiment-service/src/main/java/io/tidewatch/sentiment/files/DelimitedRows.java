package io.tidewatch.sentiment.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The rows of a file with a header and separated fields. */
final class DelimitedRows implements RowReader {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** The parser wants room for what it reads ahead beside the longest record. */
  private static final int READ_AHEAD = 32 << 10;

  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> columns;
  private final String textColumn;

  DelimitedRows(Reader text, FileFormat format, String textColumn, int maxCharacters)
      throws IOException {
    this.textColumn = textColumn;
    this.reader =
        CsvReader.builder()
            .fieldSeparator(format.separator())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(maxCharacters + READ_AHEAD)
            .build(
                CsvRecordHandler.of(
                    handler -> handler.maxFieldSize(maxCharacters).maxRecordSize(maxCharacters)),
                text);
    this.records = reader.iterator();
    this.columns = header();
    if (!columns.contains(textColumn)) {
      close();
      throw new UnusableFileException(
          "missing-column",
          "column",
          "The file has no column '%s'; it has %s".formatted(textColumn, columns));
    }
  }

  @Override
  public @Nullable Row next() throws IOException {
    CsvRecord csv = nextRecord();
    if (csv == null) {
      return null;
    }
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    List<String> fields = csv.getFields();
    for (int i = 0; i < Math.min(columns.size(), fields.size()); i++) {
      values.put(columns.get(i), fields.get(i));
    }
    if (fields.size() > columns.size()) {
      return new Row(
          values,
          null,
          "the row has %d fields and the header %d".formatted(fields.size(), columns.size()));
    }
    Object text = values.get(textColumn);
    return text == null
        ? new Row(values, null, "the row ends before the column " + textColumn)
        : new Row(values, text.toString(), null);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private List<String> header() throws IOException {
    CsvRecord first = nextRecord();
    if (first == null) {
      throw new UnusableFileException("empty-file", "file", "The file has no row");
    }
    List<String> names = new ArrayList<>(first.getFields());
    names.replaceAll(name -> name.replace(BYTE_ORDER_MARK, "").strip());
    if (new LinkedHashSet<>(names).size() < names.size()) {
      throw new UnusableFileException(
          "repeated-column", "file", "The header names a column twice: " + names);
    }
    return names;
  }

  private @Nullable CsvRecord nextRecord() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (CsvParseException e) {
      throw new UnusableFileException(
          "broken-record",
          "file",
          "A quote is not closed, or a record is too long: " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
