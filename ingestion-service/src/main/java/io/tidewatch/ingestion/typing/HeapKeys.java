package io.tidewatch.ingestion.typing;

/** A set of keys on the heap, with open addresses. */
final class HeapKeys {
  /** Takes the halves of a key. */
  interface Taker {
    boolean take(long first, long low);
  }

  private final long[] halves;
  private final int mask;

  /**
   * @param slots a power of two, at least twice as many as keys
   */
  HeapKeys(int slots) {
    this.halves = new long[2 * slots];
    this.mask = slots - 1;
  }

  private int at(long first, long low) {
    return 2 * ((int) (first ^ (low >>> 32)) & mask);
  }

  /** What is where the key would be. */
  long look(long first, long low) {
    return halves[at(first, low)];
  }

  /** Whether the key was not there; it is now. */
  boolean insert(long first, long low) {
    int at = at(first, low);
    while (halves[at] != 0) {
      if (halves[at] == first && halves[at + 1] == low) {
        return false;
      }
      at = (at + 2) & (halves.length - 1);
    }
    halves[at] = first;
    halves[at + 1] = low;
    return true;
  }

  void forEach(Taker taker) {
    for (int at = 0; at < halves.length; at += 2) {
      if (halves[at] != 0) {
        taker.take(halves[at], halves[at + 1]);
      }
    }
  }
}
