package io.tidewatch.lake.columnar;

import java.io.IOException;
import java.util.Optional;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.types.Types;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.jspecify.annotations.Nullable;

/**
 * One column of the row group that is being written: values come in, pages go out.
 *
 * <p>A column starts with a dictionary, and goes on without when the dictionary gets too large, or
 * when the first page shows that it does not pay.
 */
abstract class ColumnPages {
  private final ColumnDescriptor column;
  private final String name;
  private final boolean optional;
  private final ValuesWriter levels =
      new RunLengthBitPackingHybridValuesWriter(
          1, 64, Limits.PAGE_BYTES, HeapByteBufferAllocator.getInstance());
  private Object[] present = new Object[0];
  private @Nullable PageWriter out;
  private long written;
  private long rowsWritten;
  private int rows;
  private int nulls;

  ColumnPages(Types.NestedField field, ColumnDescriptor column) {
    this.column = column;
    this.name = field.name();
    this.optional = field.isOptional();
  }

  static ColumnPages of(Types.NestedField field, ColumnDescriptor column, Limits limits) {
    return switch (field.type().typeId()) {
      case STRING -> new TextPages(field, column, limits.dictionaryBytes());
      case BOOLEAN -> new BooleanPages(field, column);
      case INTEGER -> new NumberPages(field, column, NumberKind.INTEGER, limits.dictionaryBytes());
      case DATE -> new NumberPages(field, column, NumberKind.DATE, limits.dictionaryBytes());
      case LONG -> new NumberPages(field, column, NumberKind.LONG, limits.dictionaryBytes());
      case TIMESTAMP ->
          new NumberPages(field, column, NumberKind.TIMESTAMP, limits.dictionaryBytes());
      case DOUBLE -> new NumberPages(field, column, NumberKind.DOUBLE, limits.dictionaryBytes());
      default -> throw new IllegalArgumentException("no columns of " + field.type());
    };
  }

  /** Begins a row group. */
  final void begin(PageWriter pages) {
    out = pages;
    written = 0;
  }

  /** Takes the next values, of as many rows. */
  final void add(@Nullable Object[] values, int count) throws IOException {
    if (present.length < count) {
      present = new Object[count];
    }
    int there = 0;
    for (int i = 0; i < count; i++) {
      Object value = values[i];
      if (value == null) {
        levels.writeInteger(0);
      } else {
        levels.writeInteger(1);
        present[there++] = value;
      }
    }
    if (there < count && !optional) {
      throw new IllegalArgumentException("column " + name + " is required, and a row has no value");
    }
    rows += count;
    nulls += count - there;
    put(present, there);
    if (rows >= Limits.PAGE_ROWS || pageBytes() >= Limits.PAGE_BYTES) {
      endPage();
    }
  }

  /** Takes the next values that are not null. */
  abstract void put(Object[] values, int count);

  /** About what the values of the page take up. */
  abstract long pageBytes();

  /** The values of the page, which begins anew with this. */
  abstract EncodedValues encode() throws IOException;

  /** Adds the least and the greatest value of the page; called before {@link #encode}. */
  abstract void bounds(Statistics<?> statistics);

  /** The dictionary that the row group's pages refer to, if any does; it begins anew with this. */
  abstract @Nullable DictionaryPage dictionary();

  /** Values as they stand in a page. */
  record EncodedValues(BytesInput bytes, Encoding encoding) {}

  /** What the file's footer does not tell. */
  Optional<FieldMetrics<?>> metrics() {
    return Optional.empty();
  }

  private void endPage() throws IOException {
    PageWriter pages = pages();
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    if (nulls < rows) {
      bounds(statistics);
    }
    statistics.incrementNumNulls(nulls);
    EncodedValues values = encode();
    long before = pages.getMemSize();
    pages.writePage(
        optional ? BytesInput.concat(levels.getBytes(), values.bytes()) : values.bytes(),
        rows,
        rows,
        statistics,
        PageEncodings.NO_LEVELS, // of repetition levels, of which a flat column has none
        optional ? PageEncodings.LEVELS : PageEncodings.NO_LEVELS,
        values.encoding());
    written += pages.getMemSize() - before;
    levels.reset();
    rowsWritten += rows;
    rows = 0;
    nulls = 0;
  }

  /** Ends the row group. */
  final void end() throws IOException {
    if (rows > 0) {
      endPage();
    }
    DictionaryPage dictionary = dictionary();
    if (dictionary != null) {
      pages().writeDictionaryPage(dictionary);
    }
    out = null;
  }

  private PageWriter pages() {
    PageWriter pages = out;
    if (pages == null) {
      throw new IllegalStateException("column " + name + " has no row group");
    }
    return pages;
  }

  /** Rows of the whole file so far. */
  final long rowsWritten() {
    return rowsWritten;
  }

  /** About what the row group's values take up. */
  final long bufferedBytes() {
    return written + pageBytes();
  }
}
