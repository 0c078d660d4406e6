package io.tidewatch.lake.columnar;

import java.io.IOException;
import org.apache.iceberg.types.Types;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.jspecify.annotations.Nullable;

/** Pages of truth values, a bit each. */
final class BooleanPages extends ColumnPages {
  private BooleanPlainValuesWriter bits = new BooleanPlainValuesWriter();
  private boolean anyTrue;
  private boolean anyFalse;

  BooleanPages(Types.NestedField field, ColumnDescriptor column) {
    super(field, column);
  }

  @Override
  void put(Object[] values, int count) {
    for (int i = 0; i < count; i++) {
      boolean value = (Boolean) values[i];
      anyTrue |= value;
      anyFalse |= !value;
      bits.writeBoolean(value);
    }
  }

  @Override
  long pageBytes() {
    return bits.getBufferedSize();
  }

  @Override
  void bounds(Statistics<?> statistics) {
    ((BooleanStatistics) statistics).updateStats(!anyFalse);
    ((BooleanStatistics) statistics).updateStats(anyTrue);
  }

  @Override
  EncodedValues encode() throws IOException {
    BytesInput bytes = bits.getBytes();
    bits = new BooleanPlainValuesWriter();
    anyTrue = false;
    anyFalse = false;
    return new EncodedValues(bytes, PageEncodings.PLAIN);
  }

  @Override
  @Nullable DictionaryPage dictionary() {
    return null;
  }
}
