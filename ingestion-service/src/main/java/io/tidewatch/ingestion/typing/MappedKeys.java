package io.tidewatch.ingestion.typing;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A set of keys in a mapped file, with open addresses. */
final class MappedKeys {
  /** Slots per mapped part: 2^26 slots of 16 bytes are 1 GiB. */
  private static final int PART_BITS = 26;

  private final LongBuffer[] parts;
  private final long mask;

  private MappedKeys(LongBuffer[] parts, long slots) {
    this.parts = parts;
    this.mask = slots - 1;
  }

  /**
   * A set in a file of this folder. The file has no name any more once it is mapped: nothing is
   * left behind by a crash.
   *
   * @param slots a power of two, at least twice as many as keys
   */
  static MappedKeys in(Path folder, long slots) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "seen-keys", ".tmp");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      LongBuffer[] parts = new LongBuffer[(int) Math.max(1, slots >>> PART_BITS)];
      long bytes = Math.min(slots, 1L << PART_BITS) * 16;
      for (int i = 0; i < parts.length; i++) {
        parts[i] =
            channel
                .map(FileChannel.MapMode.READ_WRITE, i * bytes, bytes)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
      }
      return new MappedKeys(parts, slots);
    } finally {
      Files.delete(file);
    }
  }

  private long slot(long first, long low) {
    return (first ^ (low >>> 32)) & mask;
  }

  private static int at(long slot) {
    return (int) (slot & ((1 << PART_BITS) - 1)) * 2;
  }

  /** What is where the key would be. */
  long look(long first, long low) {
    long slot = slot(first, low);
    return parts[(int) (slot >>> PART_BITS)].get(at(slot));
  }

  /** Whether the key was not there; it is now. */
  boolean insert(long first, long low) {
    long slot = slot(first, low);
    while (true) {
      LongBuffer part = parts[(int) (slot >>> PART_BITS)];
      int at = at(slot);
      long there = part.get(at);
      if (there == 0) {
        part.put(at, first).put(at + 1, low);
        return true;
      }
      if (there == first && part.get(at + 1) == low) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
  }

  void forEach(HeapKeys.Taker taker) {
    for (LongBuffer part : parts) {
      for (int at = 0; at < part.limit(); at += 2) {
        long first = part.get(at);
        if (first != 0) {
          taker.take(first, part.get(at + 1));
        }
      }
    }
  }
}
