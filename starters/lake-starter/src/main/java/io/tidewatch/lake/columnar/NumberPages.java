package io.tidewatch.lake.columnar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.types.Types;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Pages of numbers, dates and times. */
final class NumberPages extends ColumnPages {
  private final int id;
  private final NumberKind kind;
  private final NumberDictionary dictionary;
  private final DoubleRange range = new DoubleRange();
  private long[] values = new long[1024];
  private int count;
  private int[] ids = new int[0];
  private long total;
  private boolean lookingUp = true;
  private boolean pays = true;

  /** Entries that pages refer to; what the dictionary has beyond was for a page that gave it up. */
  private int used;

  NumberPages(
      Types.NestedField field, ColumnDescriptor column, NumberKind kind, int dictionaryBytes) {
    super(field, column);
    this.id = field.fieldId();
    this.kind = kind;
    this.dictionary = new NumberDictionary(dictionaryBytes / kind.bytes());
  }

  @Override
  void put(Object[] next, int size) {
    if (values.length < count + size) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, count + size));
    }
    kind.read(next, size, values, count);
    count += size;
  }

  @Override
  long pageBytes() {
    return (long) count * kind.bytes();
  }

  @Override
  void bounds(Statistics<?> statistics) {
    if (statistics instanceof DoubleStatistics doubles) {
      DoubleRange page = DoubleRange.of(values, count);
      page.addTo(doubles);
      range.add(page);
    } else {
      NumberKind.bounds(values, count, statistics);
    }
  }

  @Override
  EncodedValues encode() throws IOException {
    EncodedValues encoded = lookingUp && count > 0 ? withDictionary() : null;
    if (encoded == null) {
      encoded = new EncodedValues(plain(values, count), PageEncodings.PLAIN);
    }
    total += count;
    count = 0;
    return encoded;
  }

  private @Nullable EncodedValues withDictionary() throws IOException {
    if (ids.length < count) {
      ids = new int[count];
    }
    if (dictionary.ids(values, count, ids)) {
      BytesInput bytes = RunLength.ofIds(ids, count, dictionary.size());
      if (used > 0 || bytes.size() + (long) dictionary.size() * kind.bytes() < pageBytes()) {
        used = dictionary.size();
        return new EncodedValues(bytes, PageEncodings.DICTIONARY);
      }
    }
    lookingUp = false;
    pays &= used > 0;
    return null;
  }

  private BytesInput plain(long[] from, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(size * kind.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (kind.bytes() == Long.BYTES) {
      bytes.asLongBuffer().put(from, 0, size);
    } else {
      for (int i = 0; i < size; i++) {
        bytes.putInt((int) from[i]);
      }
    }
    return BytesInput.from(bytes.array());
  }

  @Override
  @Nullable DictionaryPage dictionary() {
    DictionaryPage page =
        used == 0
            ? null
            : new DictionaryPage(plain(dictionary.entries(), used), used, PageEncodings.DICTIONARY);
    lookingUp = pays; // where it has not paid once, it is not tried again
    used = 0;
    dictionary.clear();
    return page;
  }

  /** Iceberg wants the bounds of doubles without those that are not a number. */
  @Override
  Optional<FieldMetrics<?>> metrics() {
    if (kind != NumberKind.DOUBLE) {
      return Optional.empty();
    }
    return Optional.of(
        new FieldMetrics<>(
            id,
            rowsWritten(),
            rowsWritten() - total,
            range.nans(),
            range.bounded() ? range.least() : null,
            range.bounded() ? range.greatest() : null));
  }
}
