package io.tidewatch.sentiment.scoring;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.tidewatch.platform.problem.OverloadedException;
import io.tidewatch.sentiment.model.TextModel;
import io.tidewatch.sentiment.model.TokenizedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Scores with one predictor per worker thread, in micro-batches of texts of about one length. */
final class BatchingScorer implements Scorer, AutoCloseable {
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(10);

  private final TextModel model;
  private final ScoringMetrics metrics;
  private final int capacity;
  private final int microBatch;
  private final Duration retryAfter;
  private final Semaphore room;
  private final LengthAwareQueue queue = new LengthAwareQueue();
  private final List<Thread> workers = new ArrayList<>();

  BatchingScorer(TextModel model, ScoringProperties properties, ScoringMetrics metrics) {
    this.model = model;
    this.metrics = metrics;
    this.capacity = properties.queueCapacity();
    this.microBatch = properties.microBatch();
    this.retryAfter = properties.retryAfter();
    this.room = new Semaphore(capacity, true);
    metrics.watch(queue);
    for (int i = 0; i < properties.predictors(); i++) {
      workers.add(Thread.ofPlatform().name("sentiment-predictor-" + i).daemon().start(this::work));
    }
  }

  @Override
  public List<Scored> score(List<String> texts) {
    if (!room.tryAcquire(texts.size())) {
      metrics.rejected();
      throw new OverloadedException(
          "%d texts do not fit: %d of %d places in the queue are free; try again in %d s"
              .formatted(texts.size(), room.availablePermits(), capacity, retryAfter.toSeconds()),
          retryAfter);
    }
    return scoreAdmitted(texts);
  }

  @Override
  public List<Scored> scorePatiently(List<String> texts) {
    List<Scored> scored = new ArrayList<>(texts.size());
    int step = Math.max(1, capacity / 2);
    for (int from = 0; from < texts.size(); from += step) {
      List<String> part = texts.subList(from, Math.min(texts.size(), from + step));
      room.acquireUninterruptibly(part.size());
      scored.addAll(scoreAdmitted(part));
    }
    return scored;
  }

  @Override
  public String modelVersion() {
    return model.manifest().id();
  }

  @Override
  public void close() {
    workers.forEach(Thread::interrupt);
    for (Thread worker : workers) {
      joinUninterruptibly(worker);
    }
    failAll(queue.drain(), null);
    model.close();
  }

  private List<Scored> scoreAdmitted(List<String> texts) {
    try {
      List<PendingText> pending = new ArrayList<>(texts.size());
      List<PendingText> waiting = new ArrayList<>(texts.size());
      for (String text : texts) {
        PendingText one =
            new PendingText(metrics.tokenizing(() -> model.tokenizer().tokenize(text)));
        pending.add(one);
        if (text.isBlank()) {
          one.result().complete(Scored.UNDECIDED);
        } else {
          waiting.add(one);
        }
      }
      queue.add(waiting);
      List<Scored> scored = new ArrayList<>(texts.size());
      for (PendingText one : pending) {
        Scored result = one.result().join();
        metrics.scored(result);
        scored.add(result);
      }
      return scored;
    } catch (CompletionException e) {
      if (e.getCause() instanceof ScoringFailedException failed) {
        throw failed;
      }
      throw e;
    } finally {
      room.release(texts.size());
    }
  }

  private void work() {
    try (Predictor<List<TokenizedText>, float[][]> predictor = model.newPredictor()) {
      while (!Thread.currentThread().isInterrupted()) {
        predict(predictor, queue.take(microBatch));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void predict(
      Predictor<List<TokenizedText>, float[][]> predictor, List<PendingText> batch) {
    metrics.batchStarted(batch);
    try {
      long start = System.nanoTime();
      float[][] logits = predictor.predict(batch.stream().map(PendingText::text).toList());
      metrics.inferred(System.nanoTime() - start);
      for (int i = 0; i < logits.length; i++) {
        PendingText pending = batch.get(i);
        pending.result().complete(Scored.ofLogits(logits[i], pending.text().truncated()));
      }
    } catch (TranslateException | RuntimeException e) {
      failAll(batch, e);
    }
  }

  private static void failAll(List<PendingText> batch, @Nullable Exception cause) {
    ScoringFailedException failure =
        new ScoringFailedException(
            cause == null
                ? "The service stopped before the text was scored; send it again"
                : "The model failed on a batch of %d texts".formatted(batch.size()),
            cause);
    batch.forEach(pending -> pending.result().completeExceptionally(failure));
  }

  private static void joinUninterruptibly(Thread worker) {
    try {
      worker.join(SHUTDOWN_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
