package io.tidewatch.lake.columnar;

import java.util.Arrays;

/** Distinct numbers in the order in which they first came; a hash table with open addresses. */
final class NumberDictionary {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final int limit;
  private long[] entries = new long[128];
  private long[] keys = new long[256];
  private int[] positions = new int[256];
  private int size;

  /**
   * @param limit the most entries
   */
  NumberDictionary(int limit) {
    this.limit = limit;
  }

  /**
   * Gives the position of each value, new ones added.
   *
   * @return whether there was room for them all
   */
  boolean ids(long[] values, int count, int[] ids) {
    long last = 0;
    int id = -1;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      if (value != last || id < 0) {
        last = value;
        id = id(value);
        if (id < 0) {
          return false;
        }
      }
      ids[i] = id;
    }
    return true;
  }

  private int id(long value) {
    int mask = keys.length - 1;
    int slot = slot(value, mask);
    int position;
    while ((position = positions[slot]) != 0) {
      if (keys[slot] == value) {
        return position - 1;
      }
      slot = (slot + 1) & mask;
    }
    if (size == limit) {
      return -1;
    }
    if (size == entries.length) {
      grow();
      return id(value);
    }
    entries[size++] = value;
    keys[slot] = value;
    positions[slot] = size;
    return size - 1;
  }

  /** The topmost bits of the product, to which every bit of the value contributes. */
  private static int slot(long value, int mask) {
    return (int) (value * GOLDEN >>> Integer.numberOfLeadingZeros(mask) + 32);
  }

  private void grow() {
    entries = Arrays.copyOf(entries, entries.length * 2);
    keys = new long[entries.length * 2];
    positions = new int[keys.length];
    int mask = keys.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = slot(entries[i], mask);
      while (positions[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      keys[slot] = entries[i];
      positions[slot] = i + 1;
    }
  }

  int size() {
    return size;
  }

  /** The entries, of which there may be fewer than the array has elements. */
  long[] entries() {
    return entries;
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(positions, 0);
    }
    size = 0;
  }
}
