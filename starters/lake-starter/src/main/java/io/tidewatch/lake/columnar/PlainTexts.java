package io.tidewatch.lake.columnar;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Texts one after the other, each with its length before it. */
final class PlainTexts {
  /** What the length before a text takes up. */
  static final int LENGTH_BYTES = 4;

  private byte[] bytes = new byte[4096];
  private int size;

  void add(byte[] text) {
    int end = Math.addExact(size, LENGTH_BYTES + text.length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
    }
    for (int i = 0; i < LENGTH_BYTES; i++) {
      bytes[size + i] = (byte) (text.length >>> 8 * i);
    }
    System.arraycopy(text, 0, bytes, size + LENGTH_BYTES, text.length);
    size = end;
  }

  int size() {
    return size;
  }

  /** What is there; to be used before anything else is added. */
  BytesInput bytes() {
    return BytesInput.from(bytes, 0, size);
  }

  void clear() {
    size = 0;
  }
}
