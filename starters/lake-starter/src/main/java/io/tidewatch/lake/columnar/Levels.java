package io.tidewatch.lake.columnar;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/**
 * Definition levels of a page of a flat column: 1 where there is a value, 0 where there is none.
 */
final class Levels {
  private final RunLengthBitPackingHybridEncoder encoder =
      new RunLengthBitPackingHybridEncoder(
          1, 64, Limits.PAGE_ROWS, HeapByteBufferAllocator.getInstance());
  private boolean mixed;
  private int level;
  private int run;

  void add(int next) throws IOException {
    if (next != level) {
      endRun();
      level = next;
    }
    run++;
  }

  private void endRun() throws IOException {
    mixed |= run > 0;
    for (; run > 0; run--) {
      encoder.writeInt(level);
    }
  }

  /** The levels with their length before them, as data pages of version 1 have them. */
  BytesInput encode() throws IOException {
    BytesInput levels;
    if (mixed) {
      endRun();
      levels = encoder.toBytes();
    } else {
      levels = RunLength.ofOne(level, run, 1);
    }
    return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(levels.size())), levels);
  }

  void clear() {
    if (mixed) {
      encoder.reset();
    }
    mixed = false;
    run = 0;
  }
}
