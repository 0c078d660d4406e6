package io.tidewatch.sentiment.scoring;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Texts that wait, in order of arrival; a batch is the oldest text and others of about its length,
 * because a short text beside a long one costs as much as the long one.
 */
final class LengthAwareQueue {
  private static final double TOLERANCE = 0.15;
  private static final int TOLERANCE_TOKENS = 2;

  private final LinkedList<PendingText> waiting = new LinkedList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();

  void add(List<PendingText> texts) {
    lock.lock();
    try {
      waiting.addAll(texts);
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the next batch; waits for a first text. Its size is a power of two, because the engine
   * keeps compiled code for every shape that it has met.
   */
  List<PendingText> take(int most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        filled.await();
      }
      List<PendingText> alike = alike(most);
      List<PendingText> batch = alike.subList(0, Integer.highestOneBit(alike.size()));
      waiting.removeAll(Set.copyOf(batch));
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private List<PendingText> alike(int most) {
    List<PendingText> alike = new ArrayList<>();
    int length = waiting.getFirst().text().length();
    double tolerance = length * TOLERANCE + TOLERANCE_TOKENS;
    Iterator<PendingText> rest = waiting.iterator();
    while (rest.hasNext() && alike.size() < most) {
      PendingText candidate = rest.next();
      if (Math.abs(candidate.text().length() - length) <= tolerance) {
        alike.add(candidate);
      }
    }
    return alike;
  }

  List<PendingText> drain() {
    lock.lock();
    try {
      List<PendingText> rest = List.copyOf(waiting);
      waiting.clear();
      return rest;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
