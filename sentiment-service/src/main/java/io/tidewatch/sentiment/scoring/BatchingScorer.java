package io.tidewatch.sentiment.scoring;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.tidewatch.platform.problem.OverloadedException;
import io.tidewatch.sentiment.model.TextModel;
import io.tidewatch.sentiment.model.TokenizedText;
import io.tidewatch.sentiment.model.WindowedText;
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
  private final ScoringLimits limits;
  private final Semaphore room;
  private final Semaphore patientRoom;
  private final LengthAwareQueue queue = new LengthAwareQueue();
  private final List<Thread> workers = new ArrayList<>();

  BatchingScorer(TextModel model, ScoringLimits limits, ScoringMetrics metrics) {
    this.model = model;
    this.metrics = metrics;
    this.limits = limits;
    this.room = new Semaphore(limits.queueCapacity());
    this.patientRoom = new Semaphore(limits.patientCapacity(), true);
    for (int i = 0; i < limits.predictors(); i++) {
      workers.add(Thread.ofPlatform().name("sentiment-predictor-" + i).daemon().start(this::work));
    }
  }

  @Override
  public List<Scored> score(List<String> texts) {
    if (texts.size() > room.availablePermits()) {
      throw overloaded(texts.size());
    }
    List<WindowedText> cut = tokenized(texts);
    int places = Math.min(windows(cut), limits.queueCapacity());
    if (!room.tryAcquire(places)) {
      throw overloaded(places);
    }
    try {
      return scoreAdmitted(cut);
    } finally {
      room.release(places);
    }
  }

  /** Callers that wait have places of their own: they never take those of callers that do not. */
  @Override
  public List<Scored> scorePatiently(List<String> texts) {
    List<Scored> scored = new ArrayList<>(texts.size());
    int step = limits.patientCapacity();
    for (int from = 0; from < texts.size(); from += step) {
      List<WindowedText> cut = tokenized(texts.subList(from, Math.min(texts.size(), from + step)));
      int places = Math.min(windows(cut), step);
      patientRoom.acquireUninterruptibly(places);
      try {
        scored.addAll(scoreAdmitted(cut));
      } finally {
        patientRoom.release(places);
      }
    }
    return scored;
  }

  @Override
  public String modelVersion() {
    return model.identity().id();
  }

  int waiting() {
    return queue.size();
  }

  @Override
  public void close() {
    workers.forEach(Thread::interrupt);
    for (Thread worker : workers) {
      joinUninterruptibly(worker);
    }
    fail(queue.drain(), "The service stopped before the text was scored; send it again", null);
    model.close();
  }

  private OverloadedException overloaded(int wanted) {
    metrics.rejected();
    return new OverloadedException(
        "%d texts or windows do not fit: %d of %d places in the queue are free; try again in %d s"
            .formatted(
                wanted,
                room.availablePermits(),
                limits.queueCapacity(),
                limits.retryAfter().toSeconds()),
        limits.retryAfter());
  }

  /** A text without a word has no window. */
  private List<WindowedText> tokenized(List<String> texts) {
    return texts.stream()
        .map(
            text ->
                text.isBlank()
                    ? new WindowedText(List.of(), false)
                    : metrics.tokenizing(
                        () ->
                            model
                                .tokenizer()
                                .windows(text, limits.windowOverlap(), limits.maxWindows())))
        .toList();
  }

  private static int windows(List<WindowedText> cut) {
    return cut.stream().mapToInt(text -> text.windows().size()).sum();
  }

  private List<Scored> scoreAdmitted(List<WindowedText> cut) {
    List<List<PendingText>> pending =
        cut.stream().map(text -> text.windows().stream().map(PendingText::new).toList()).toList();
    List<PendingText> all = pending.stream().flatMap(List::stream).toList();
    queue.add(all);
    try {
      List<Scored> scored = new ArrayList<>(cut.size());
      for (int i = 0; i < cut.size(); i++) {
        scored.add(result(cut.get(i), pending.get(i)));
      }
      return scored;
    } catch (CompletionException e) {
      queue.withdraw(all);
      if (e.getCause() instanceof ScoringFailedException failed) {
        throw failed;
      }
      throw e;
    }
  }

  private Scored result(WindowedText text, List<PendingText> windows) {
    if (windows.isEmpty()) {
      return Scored.undecided(modelVersion());
    }
    windows.forEach(window -> window.result().join());
    return metrics.finishing(
        () ->
            Scored.of(
                WindowShares.mean(windows), text.truncated(), windows.size(), modelVersion()));
  }

  private void work() {
    try (Predictor<List<TokenizedText>, float[][]> predictor = model.newPredictor()) {
      while (!Thread.currentThread().isInterrupted()) {
        predict(predictor, queue.take(limits.microBatch()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** When a batch fails, its texts are tried one by one: the others are not to blame. */
  private void predict(
      Predictor<List<TokenizedText>, float[][]> predictor, List<PendingText> batch) {
    metrics.batchStarted(batch);
    try {
      long start = System.nanoTime();
      float[][] logits = predictor.predict(batch.stream().map(PendingText::text).toList());
      metrics.inferred(System.nanoTime() - start);
      for (int i = 0; i < logits.length; i++) {
        complete(batch.get(i), logits[i]);
      }
    } catch (TranslateException | RuntimeException | OutOfMemoryError e) {
      if (batch.size() == 1) {
        fail(batch, "The model failed on the text", e);
      } else {
        batch.forEach(one -> predict(predictor, List.of(one)));
      }
    }
  }

  private static void complete(PendingText pending, float[] logits) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        fail(List.of(pending), "The model gave the text no finite score", null);
        return;
      }
    }
    pending.result().complete(logits);
  }

  private static void fail(List<PendingText> texts, String reason, @Nullable Throwable cause) {
    ScoringFailedException failure = new ScoringFailedException(reason, cause);
    texts.forEach(pending -> pending.result().completeExceptionally(failure));
  }

  private static void joinUninterruptibly(Thread worker) {
    try {
      worker.join(SHUTDOWN_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
