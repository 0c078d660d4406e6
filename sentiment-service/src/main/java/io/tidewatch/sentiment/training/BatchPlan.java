package io.tidewatch.sentiment.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The order in which rows are met: every row once a pass, in batches of about one length, the same
 * order for the same seed.
 */
final class BatchPlan {
  private static final int WINDOW_BATCHES = 64;

  private final int[] lengths;
  private final int batch;
  private final long seed;
  private int pass = -1;
  private List<List<Integer>> batches = List.of();

  BatchPlan(int[] lengths, int batch, long seed) {
    this.lengths = lengths;
    this.batch = batch;
    this.seed = seed;
  }

  /** Returns the number of batches in a pass. */
  int batchesPerPass() {
    int window = WINDOW_BATCHES * batch;
    int full = lengths.length / window;
    int rest = lengths.length % window;
    return full * WINDOW_BATCHES + (rest + batch - 1) / batch;
  }

  /** Returns the rows of a step, counted from 0 over all passes. */
  List<Integer> rows(long step) {
    int wanted = (int) (step / batchesPerPass());
    if (wanted != pass) {
      batches = pass(wanted);
      pass = wanted;
    }
    return batches.get((int) (step % batchesPerPass()));
  }

  private List<List<Integer>> pass(int number) {
    Random random = new Random(31 * seed + number);
    List<Integer> order = new ArrayList<>(IntStream.range(0, lengths.length).boxed().toList());
    Collections.shuffle(order, random);
    List<List<Integer>> all = new ArrayList<>();
    int window = WINDOW_BATCHES * batch;
    for (int from = 0; from < order.size(); from += window) {
      List<Integer> rows =
          order.subList(from, Math.min(order.size(), from + window)).stream()
              .sorted(Comparator.comparingInt(row -> lengths[row]))
              .toList();
      List<List<Integer>> cut = new ArrayList<>();
      for (int at = 0; at < rows.size(); at += batch) {
        cut.add(List.copyOf(rows.subList(at, Math.min(rows.size(), at + batch))));
      }
      Collections.shuffle(cut, random);
      all.addAll(cut);
    }
    return all;
  }
}
