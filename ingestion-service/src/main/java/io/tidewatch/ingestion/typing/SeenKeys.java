package io.tidewatch.ingestion.typing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The keys of the rows that a run has met. Up to about a million keys stay on the heap (16 MiB);
 * beyond that the table is a mapped file that is deleted at the end, so memory is bounded whatever
 * the file's size.
 */
public final class SeenKeys implements Closeable {
  private static final int SMALLEST = 1 << 14;
  private static final int LARGEST_ON_HEAP = 1 << 20;

  /** Slots per mapped part: 2^26 slots of 16 bytes are 1 GiB. */
  private static final int PART_BITS = 26;

  private final Path folder;
  private LongBuffer[] parts;
  private long slots;
  private long keys;

  /**
   * @param folder where the table goes when it outgrows the heap
   */
  public SeenKeys(Path folder) {
    this.folder = folder;
    this.slots = SMALLEST;
    this.parts = new LongBuffer[] {LongBuffer.allocate(2 * SMALLEST)};
  }

  /** Whether the key is new; it is remembered. */
  public boolean add(RowHash.Key key) throws IOException {
    if (keys >= slots / 2) {
      grow();
    }
    boolean added = insert(key.high(), key.low());
    keys += added ? 1 : 0;
    return added;
  }

  private boolean insert(long high, long low) {
    // a slot of two zeros is empty
    long first = high == 0 && low == 0 ? 1 : high;
    long slot = (first ^ (low >>> 32)) & (slots - 1);
    while (true) {
      LongBuffer part = parts[(int) (slot >>> PART_BITS)];
      int at = (int) (slot & ((1 << PART_BITS) - 1)) * 2;
      long there = part.get(at);
      long next = part.get(at + 1);
      if (there == 0 && next == 0) {
        part.put(at, first).put(at + 1, low);
        return true;
      }
      if (there == first && next == low) {
        return false;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }

  private void grow() throws IOException {
    LongBuffer[] old = parts;
    slots *= slots < LARGEST_ON_HEAP ? 4 : 2;
    parts = slots <= LARGEST_ON_HEAP ? onHeap(slots) : mapped(slots);
    for (LongBuffer part : old) {
      for (int at = 0; at < part.limit(); at += 2) {
        long first = part.get(at);
        long low = part.get(at + 1);
        if (first != 0 || low != 0) {
          insert(first, low);
        }
      }
    }
  }

  private static LongBuffer[] onHeap(long slots) {
    return new LongBuffer[] {LongBuffer.allocate((int) (2 * slots))};
  }

  /** The file has no name any more once it is mapped: nothing is left behind by a crash. */
  private LongBuffer[] mapped(long slots) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "seen-keys", ".tmp");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      int count = (int) Math.max(1, slots >>> PART_BITS);
      long bytes = Math.min(slots, 1L << PART_BITS) * 16;
      LongBuffer[] mapped = new LongBuffer[count];
      for (int i = 0; i < count; i++) {
        mapped[i] = channel.map(FileChannel.MapMode.READ_WRITE, i * bytes, bytes).asLongBuffer();
      }
      return mapped;
    } finally {
      Files.delete(file);
    }
  }

  /** How many keys were added. */
  public long size() {
    return keys;
  }

  @Override
  public void close() {
    parts = new LongBuffer[] {LongBuffer.allocate(2 * SMALLEST)};
    slots = SMALLEST;
    keys = 0;
  }
}
