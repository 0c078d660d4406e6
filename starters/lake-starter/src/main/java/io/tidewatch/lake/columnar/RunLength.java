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

  /** Positions in a dictionary of this size, with their width before them. */
  static BytesInput ofIds(int[] ids, int count, int dictionarySize) throws IOException {
    int bitWidth = BytesUtils.getWidthFromMaxInt(Math.max(0, dictionarySize - 1));
    BytesInput width = BytesInput.from(new byte[] {(byte) bitWidth});
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
}
