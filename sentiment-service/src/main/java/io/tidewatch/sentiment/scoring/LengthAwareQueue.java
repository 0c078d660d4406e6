package io.tidewatch.sentiment.scoring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Texts that wait. Requests take turns: a batch is the oldest text of the request whose turn it is
 * and others of about its length, from any request, because a short text beside a long one costs as
 * much as the long one. So a request of one text waits for one batch of each request before it, not
 * for all their texts.
 */
final class LengthAwareQueue {
  private static final double TOLERANCE = 0.15;
  private static final int TOLERANCE_TOKENS = 2;

  private final Deque<List<PendingText>> requests = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private int size;

  /** Adds the texts of one request. */
  void add(List<PendingText> texts) {
    if (texts.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      requests.addLast(new LinkedList<>(texts));
      size += texts.size();
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
      while (requests.isEmpty()) {
        filled.await();
      }
      List<PendingText> inTurn = requests.getFirst();
      List<PendingText> alike = alike(most);
      List<PendingText> batch = alike.subList(0, Integer.highestOneBit(alike.size()));
      remove(batch);
      if (requests.peekFirst() == inTurn) {
        requests.addLast(requests.removeFirst());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Takes back those of the texts that still wait. */
  void withdraw(List<PendingText> texts) {
    lock.lock();
    try {
      remove(texts);
    } finally {
      lock.unlock();
    }
  }

  List<PendingText> drain() {
    lock.lock();
    try {
      List<PendingText> rest = requests.stream().flatMap(List::stream).toList();
      requests.clear();
      size = 0;
      return rest;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  private List<PendingText> alike(int most) {
    List<PendingText> alike = new ArrayList<>();
    int length = requests.getFirst().getFirst().text().length();
    double tolerance = length * TOLERANCE + TOLERANCE_TOKENS;
    for (List<PendingText> request : requests) {
      for (PendingText candidate : request) {
        if (alike.size() == most) {
          return alike;
        }
        if (Math.abs(candidate.text().length() - length) <= tolerance) {
          alike.add(candidate);
        }
      }
    }
    return alike;
  }

  private void remove(List<PendingText> texts) {
    Set<PendingText> leaving = Collections.newSetFromMap(new IdentityHashMap<>());
    leaving.addAll(texts);
    Iterator<List<PendingText>> each = requests.iterator();
    while (each.hasNext()) {
      List<PendingText> request = each.next();
      int before = request.size();
      request.removeIf(leaving::contains);
      size -= before - request.size();
      if (request.isEmpty()) {
        each.remove();
      }
    }
  }
}
