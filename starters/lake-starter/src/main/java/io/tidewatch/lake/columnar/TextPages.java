package io.tidewatch.lake.columnar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.iceberg.types.Types;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Pages of texts in UTF-8. With a dictionary a text is looked up as it is; only one that is new is
 * turned into bytes.
 */
final class TextPages extends ColumnPages {
  private final TextDictionary dictionary;
  private final PlainTexts plain = new PlainTexts();
  private final TextRange range = new TextRange();
  private int[] ids = new int[1024];
  private int count;
  private long rawBytes;
  private boolean lookingUp = true;
  private boolean pays = true;

  /** Entries that pages refer to; what the dictionary has beyond was for a page that gave it up. */
  private int used;

  TextPages(Types.NestedField field, ColumnDescriptor column, int dictionaryBytes) {
    super(field, column);
    this.dictionary = new TextDictionary(dictionaryBytes);
  }

  @Override
  void put(Object[] values, int size) {
    int done = lookingUp ? lookUp(values, size) : 0;
    for (int i = done; i < size; i++) {
      byte[] text = values[i].toString().getBytes(StandardCharsets.UTF_8);
      range.add(text);
      plain.add(text);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same object again, as a run's id is in every row
  private int lookUp(Object[] values, int size) {
    if (ids.length < count + size) {
      ids = Arrays.copyOf(ids, Math.max(ids.length * 2, count + size));
    }
    Object last = null;
    int id = 0;
    for (int i = 0; i < size; i++) {
      Object value = values[i];
      if (value != last) {
        last = value;
        id = dictionary.id(value.toString());
        if (id < 0) {
          giveUp();
          return i;
        }
        if (dictionary.firstInPage(id)) {
          range.add(dictionary.bytes(id));
        }
      }
      rawBytes += PlainTexts.LENGTH_BYTES + dictionary.bytes(id).length;
      ids[count++] = id;
    }
    return size;
  }

  /** The page so far goes on without the dictionary. */
  private void giveUp() {
    lookingUp = false;
    pays &= used > 0;
    for (int i = 0; i < count; i++) {
      plain.add(dictionary.bytes(ids[i]));
    }
    count = 0;
    rawBytes = 0;
  }

  @Override
  long pageBytes() {
    return lookingUp ? rawBytes : plain.size();
  }

  @Override
  void bounds(Statistics<?> statistics) {
    range.addTo((BinaryStatistics) statistics);
  }

  @Override
  EncodedValues encode() throws IOException {
    EncodedValues encoded = lookingUp && count > 0 ? withDictionary() : null;
    if (encoded == null) {
      encoded = new EncodedValues(plain.bytes(), PageEncodings.PLAIN);
    }
    plain.clear();
    range.clear();
    dictionary.nextPage();
    count = 0;
    rawBytes = 0;
    return encoded;
  }

  private @Nullable EncodedValues withDictionary() throws IOException {
    BytesInput bytes = RunLength.ofIds(ids, count, dictionary.size());
    if (used == 0 && bytes.size() + dictionary.byteSize() >= rawBytes) {
      giveUp();
      return null;
    }
    used = dictionary.size();
    return new EncodedValues(bytes, PageEncodings.DICTIONARY);
  }

  @Override
  @Nullable DictionaryPage dictionary() {
    DictionaryPage page = null;
    if (used > 0) {
      PlainTexts entries = new PlainTexts();
      for (int i = 0; i < used; i++) {
        entries.add(dictionary.bytes(i));
      }
      page = new DictionaryPage(entries.bytes(), used, PageEncodings.DICTIONARY);
    }
    lookingUp = pays; // where it has not paid once, it is not tried again
    used = 0;
    dictionary.clear();
    return page;
  }
}
