package io.tidewatch.ingestion.reading;

import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet of an .xlsx workbook; the header is the best of the first rows. */
final class SpreadsheetRecords implements RecordReader {
  private static final int HEADER_ROWS = 20;
  private static final double LAST_DAY = 2_958_466;

  private final ReadableWorkbook workbook;
  private final List<DataSet.Column> columns;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final Deque<Row> ahead = new ArrayDeque<>();
  private final List<String> header;
  private final int[] ordinals;

  SpreadsheetRecords(Path file, Columns columns, ReadingLimits limits) throws IOException {
    WorkbookGuard.check(file, limits);
    this.columns = columns.dataSet().columns();
    this.workbook = workbook(file);
    try {
      this.stream = sheet(columns.dataSet()).openStream();
      this.rows = stream.iterator();
      Row best = bestHeader(columns);
      this.header = headers(best);
      this.ordinals = columns.match(header);
      columns.requireUsable(ordinals, header, best.getRowNum());
    } catch (UnreadableFileException e) {
      workbook.close();
      throw e;
    } catch (IOException | RuntimeException e) {
      workbook.close();
      throw broken(e); // the reader throws many kinds at damaged parts
    }
  }

  private static ReadableWorkbook workbook(Path file) {
    try {
      return new ReadableWorkbook(file.toFile());
    } catch (IOException | RuntimeException e) {
      throw broken(e);
    }
  }

  private Sheet sheet(DataSet dataSet) {
    String name = dataSet.sheet();
    if (name == null) {
      Sheet first = workbook.getFirstSheet();
      if (first == null) {
        throw new UnreadableFileException("empty-file", "The workbook has no sheet.");
      }
      return first;
    }
    return workbook
        .findSheet(name)
        .orElseThrow(
            () ->
                new UnreadableFileException(
                    "unknown-sheet",
                    "The workbook has no sheet %s, which datasets/%s.yaml names."
                        .formatted(name, dataSet.name())));
  }

  private Row bestHeader(Columns known) {
    Row best = null;
    int bestMatched = -1;
    List<Row> first = new ArrayList<>();
    while (first.size() < HEADER_ROWS && rows.hasNext()) {
      Row row = rows.next();
      if (blank(row)) {
        continue;
      }
      first.add(row);
      int matched = known.fit(headers(row));
      if (matched > bestMatched) {
        best = row;
        bestMatched = matched;
      }
    }
    if (best == null) {
      throw new UnreadableFileException("empty-file", "The sheet has no rows.");
    }
    ahead.addAll(first.subList(first.indexOf(best) + 1, first.size()));
    return best;
  }

  @Override
  public @Nullable SourceRecord next() {
    try {
      while (true) {
        Row row = ahead.poll();
        if (row == null) {
          if (!rows.hasNext()) {
            return null;
          }
          row = rows.next();
        }
        if (!blank(row)) {
          return record(row);
        }
      }
    } catch (UnreadableFileException e) {
      throw e;
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  private SourceRecord record(Row row) {
    @Nullable String[] cells = new String[columns.size()];
    for (int i = 0; i < Math.min(ordinals.length, row.getCellCount()); i++) {
      if (ordinals[i] >= 0) {
        cells[ordinals[i]] = text(row, i, columns.get(ordinals[i]).type());
      }
    }
    return new SourceRecord(row.getRowNum(), cells, null, () -> original(row));
  }

  private String original(Row row) {
    List<@Nullable String> texts = new ArrayList<>();
    for (int i = 0; i < row.getCellCount(); i++) {
      texts.add(text(row, i, DataSet.Type.STRING));
    }
    return Originals.json(header, texts);
  }

  private static List<String> headers(Row row) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < row.getCellCount(); i++) {
      String name = text(row, i, DataSet.Type.STRING);
      names.add(name == null ? "" : name);
    }
    return names;
  }

  private static boolean blank(Row row) {
    for (Cell cell : row) {
      if (cell != null && cell.getType() != CellType.EMPTY) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String text(Row row, int index, DataSet.Type type) {
    Cell cell = row.hasCell(index) ? row.getCell(index) : null;
    Object value = cell == null ? null : cell.getValue();
    if (value instanceof BigDecimal number) {
      return type == DataSet.Type.DATE || type == DataSet.Type.TIMESTAMP
          ? day(number)
          : number.stripTrailingZeros().toPlainString();
    }
    return value == null ? null : value.toString();
  }

  /** Spreadsheets count days from the end of 1899; a number too large for a day stays a number. */
  private static String day(BigDecimal number) {
    double days = number.doubleValue();
    return days > 0 && days < LAST_DAY
        ? LocalDateTime.of(1899, 12, 30, 0, 0).plusSeconds(Math.round(days * 86_400)).toString()
        : number.toPlainString();
  }

  private static UnreadableFileException broken(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new UnreadableFileException(
        "broken-spreadsheet",
        "The workbook cannot be read: "
            + cause.getMessage()
            + ". Open it, save it again, send that.");
  }

  @Override
  public void close() throws IOException {
    stream.close();
    workbook.close();
  }
}
