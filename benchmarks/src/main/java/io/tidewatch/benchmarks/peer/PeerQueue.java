package io.tidewatch.benchmarks.peer;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Worker threads that run texts as they come, or batches of texts of about one length by the rule
 * of the service: the oldest text and others within 15 % and two word pieces of its length.
 */
final class PeerQueue {
  private final LinkedList<Waiting> waiting = new LinkedList<>();
  private final PeerModel model;
  private final int most;

  private record Waiting(long[] ids, CompletableFuture<double[]> result) {}

  PeerQueue(PeerModel model, int threads, int most) {
    this.model = model;
    this.most = most;
    for (int i = 0; i < threads; i++) {
      Thread.ofPlatform().name("peer-" + most + "-" + i).daemon().start(this::work);
    }
  }

  double[] score(long[] ids) {
    Waiting text = new Waiting(ids, new CompletableFuture<>());
    synchronized (waiting) {
      waiting.add(text);
      waiting.notify();
    }
    return text.result().join();
  }

  private void work() {
    try {
      while (true) {
        List<Waiting> batch = take();
        try {
          double[][] scores = model.probabilities(batch.stream().map(Waiting::ids).toList());
          for (int i = 0; i < scores.length; i++) {
            batch.get(i).result().complete(scores[i]);
          }
        } catch (OrtException e) {
          batch.forEach(text -> text.result().completeExceptionally(e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Waiting> take() throws InterruptedException {
    synchronized (waiting) {
      while (waiting.isEmpty()) {
        waiting.wait();
      }
      int length = waiting.getFirst().ids().length;
      List<Waiting> batch = new ArrayList<>();
      Iterator<Waiting> each = waiting.iterator();
      while (each.hasNext() && batch.size() < most) {
        Waiting text = each.next();
        if (Math.abs(text.ids().length - length) <= length * 0.15 + 2) {
          batch.add(text);
          each.remove();
        }
      }
      return batch;
    }
  }
}
