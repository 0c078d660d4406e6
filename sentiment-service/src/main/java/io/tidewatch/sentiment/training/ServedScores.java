package io.tidewatch.sentiment.training;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.tidewatch.sentiment.model.TextModel;
import io.tidewatch.sentiment.model.TokenizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Outputs of a model as it is served: batches of about one length, one predictor per thread. */
final class ServedScores {
  private static final int BATCH = 32;

  private final TextModel model;
  private final int threads;

  ServedScores(TextModel model, int threads) {
    this.model = model;
    this.threads = threads;
  }

  /** Returns the outputs of each row, in the order of the rows. */
  float[][] of(List<LabelledReview> rows) throws InterruptedException {
    List<TokenizedText> texts = TokenizedRows.of(rows, model.tokenizer()).texts();
    Integer[] order = new Integer[texts.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> -texts.get(i).length()));
    float[][] outputs = new float[order.length][];
    AtomicInteger next = new AtomicInteger();
    Callable<Void> work =
        () -> {
          score(texts, order, outputs, next);
          return null;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(work));
      }
      for (Future<Void> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The model failed on the rows", e.getCause());
    }
    return outputs;
  }

  private void score(
      List<TokenizedText> texts, Integer[] order, float[][] outputs, AtomicInteger next)
      throws TranslateException {
    try (Predictor<List<TokenizedText>, float[][]> predictor = model.newPredictor()) {
      for (int from = next.getAndAdd(BATCH); from < order.length; from = next.getAndAdd(BATCH)) {
        int to = Math.min(order.length, from + BATCH);
        float[][] found =
            predictor.predict(Arrays.stream(order, from, to).map(texts::get).toList());
        for (int i = from; i < to; i++) {
          outputs[order[i]] = found[i - from];
        }
      }
    }
  }
}
