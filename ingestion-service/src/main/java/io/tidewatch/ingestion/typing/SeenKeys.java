package io.tidewatch.ingestion.typing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the rows that a run has met. Up to about half a million keys stay on the heap (16
 * MiB); beyond that the table is a mapped file that is deleted at the end, so memory is bounded
 * whatever the file's size.
 */
public final class SeenKeys implements Closeable {
  private static final int SMALLEST = 1 << 14;
  private static final int LARGEST_ON_HEAP = 1 << 20;

  /** Up to here the table grows by four, for each key that is moved costs as much as a new one. */
  private static final long LARGEST_BY_FOUR = 1L << 24;

  private final Path folder;
  private HeapKeys onHeap = new HeapKeys(SMALLEST);
  private @Nullable MappedKeys mapped;
  private long slots = SMALLEST;
  private long keys;

  /** What was found where keys were looked at, so that the compiler leaves the looking in. */
  @SuppressWarnings("unused")
  private long lookedAt;

  /**
   * @param folder where the table goes when it outgrows the heap
   */
  public SeenKeys(Path folder) {
    this.folder = folder;
  }

  /** Whether the key is new; it is remembered. */
  public boolean add(RowHash.Key key) throws IOException {
    if (keys >= slots / 2) {
      grow();
    }
    long first = first(key);
    boolean added =
        mapped == null ? onHeap.insert(first, key.low()) : mapped.insert(first, key.low());
    keys += added ? 1 : 0;
    return added;
  }

  /**
   * Tells of each of some keys, in their order, whether it is new; all are remembered. Their places
   * are all looked at first: no cache holds a large table, and its memory is so waited for once
   * instead of once a key.
   */
  public void add(RowHash.Key[] some, int count, boolean[] added) throws IOException {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      long first = first(some[i]);
      long low = some[i].low();
      sum += mapped == null ? onHeap.look(first, low) : mapped.look(first, low);
    }
    lookedAt = sum;
    for (int i = 0; i < count; i++) {
      added[i] = add(some[i]);
    }
  }

  /** A slot of two zeros is empty, and the first half of a key that is there is not zero. */
  private static long first(RowHash.Key key) {
    return key.high() == 0 ? 1 : key.high();
  }

  private void grow() throws IOException {
    slots *= slots < LARGEST_BY_FOUR ? 4 : 2;
    if (slots <= LARGEST_ON_HEAP) {
      HeapKeys larger = new HeapKeys((int) slots);
      onHeap.forEach(larger::insert);
      onHeap = larger;
      return;
    }
    MappedKeys larger = MappedKeys.in(folder, slots);
    if (mapped == null) {
      onHeap.forEach(larger::insert);
      onHeap = new HeapKeys(SMALLEST);
    } else {
      mapped.forEach(larger::insert);
    }
    mapped = larger;
  }

  /** How many keys were added. */
  public long size() {
    return keys;
  }

  @Override
  public void close() {
    onHeap = new HeapKeys(SMALLEST);
    mapped = null;
    slots = SMALLEST;
    keys = 0;
  }
}
