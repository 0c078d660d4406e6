package io.tidewatch.lake.columnar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Distinct texts in the order in which they first came; a hash table with open addresses. */
final class TextDictionary {
  private final int limit;
  private String[] texts = new String[128];
  private byte[][] bytes = new byte[128][];
  private int[] pages = new int[128];

  /** Hash and, one more than it is, position of the text that is there; 0 where none is. */
  private long[] slots = new long[256];

  private int page = 1;
  private int size;
  private int byteSize;

  /**
   * @param limit the most bytes that entries may take up in a file
   */
  TextDictionary(int limit) {
    this.limit = limit;
  }

  /** The position of a text, added if it is new; -1 if there is no room for it. */
  int id(String text) {
    int mask = slots.length - 1;
    int hash = text.hashCode();
    int slot = slot(hash, mask);
    long there;
    while ((there = slots[slot]) != 0) {
      int id = (int) there - 1;
      if ((int) (there >>> 32) == hash && texts[id].equals(text)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    if (size == texts.length) {
      grow();
      return id(text);
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (byteSize + PlainTexts.LENGTH_BYTES + encoded.length > limit) {
      return -1;
    }
    byteSize += PlainTexts.LENGTH_BYTES + encoded.length;
    texts[size] = text;
    bytes[size] = encoded;
    pages[size] = 0;
    size++;
    slots[slot] = (long) hash << 32 | size;
    return size - 1;
  }

  private static int slot(int hash, int mask) {
    return (hash ^ hash >>> 16) & mask;
  }

  private void grow() {
    int length = texts.length * 2;
    texts = Arrays.copyOf(texts, length);
    bytes = Arrays.copyOf(bytes, length);
    pages = Arrays.copyOf(pages, length);
    slots = new long[length * 2];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int hash = texts[i].hashCode();
      int slot = slot(hash, mask);
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = (long) hash << 32 | i + 1;
    }
  }

  /** Whether the text is asked for the first time in this page. */
  boolean firstInPage(int id) {
    boolean first = pages[id] != page;
    pages[id] = page;
    return first;
  }

  void nextPage() {
    page++;
  }

  byte[] bytes(int id) {
    return bytes[id];
  }

  int size() {
    return size;
  }

  /** What the entries take up in a file. */
  int byteSize() {
    return byteSize;
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(slots, 0);
      Arrays.fill(texts, 0, size, null);
      Arrays.fill(bytes, 0, size, null);
    }
    size = 0;
    byteSize = 0;
  }
}
