package io.tidewatch.lake.columnar;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/**
 * Parquet's hybrid of run lengths and packed bits.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet,
 *     encodings: RLE</a>
 */
final class RunLength {
  private RunLength() {}

  /** One run of the same value. */
  static BytesInput ofOne(int value, int count, int bitWidth) {
    return BytesInput.concat(
        BytesInput.fromUnsignedVarInt(count << 1),
        BytesInput.from(littleEndian(value, (bitWidth + 7) / 8)));
  }

  /** Positions in a dictionary of this size, with their width before them. */
  static BytesInput ofIds(int[] ids, int count, int dictionarySize) throws IOException {
    int bitWidth = BytesUtils.getWidthFromMaxInt(Math.max(0, dictionarySize - 1));
    BytesInput width = BytesInput.from(new byte[] {(byte) bitWidth});
    if (dictionarySize == 1) {
      return BytesInput.concat(width, ofOne(0, count, bitWidth));
    }
    RunLengthBitPackingHybridEncoder encoder = // on the heap, so there is nothing to close
        new RunLengthBitPackingHybridEncoder(
            bitWidth,
            Math.max(64, count * bitWidth / 8),
            Limits.PAGE_BYTES,
            HeapByteBufferAllocator.getInstance());
    for (int i = 0; i < count; i++) {
      encoder.writeInt(ids[i]);
    }
    return BytesInput.concat(width, encoder.toBytes());
  }

  private static byte[] littleEndian(int value, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (value >>> 8 * i);
    }
    return bytes;
  }
}
