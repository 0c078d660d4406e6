package io.tidewatch.dashboard.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The newest items, newest first; older ones fall out. Not safe for several threads. */
final class Ring<T> {
  private final ArrayDeque<T> items = new ArrayDeque<>();
  private final int capacity;

  Ring(int capacity) {
    this.capacity = capacity;
  }

  void add(T item) {
    items.addFirst(item);
    if (items.size() > capacity) {
      items.removeLast();
    }
  }

  List<T> newestFirst() {
    return new ArrayList<>(items);
  }
}
