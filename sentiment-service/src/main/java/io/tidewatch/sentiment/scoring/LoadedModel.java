package io.tidewatch.sentiment.scoring;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that is ready to score, and who still uses it: it is closed by its last user. */
final class LoadedModel {
  private final BatchingScorer scorer;
  private final ModelDescription description;
  private final AtomicInteger users = new AtomicInteger(1);
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /** Takes the scorer over: it is closed after {@link #retire()}. */
  LoadedModel(BatchingScorer scorer, ModelDescription description) {
    this.scorer = scorer;
    this.description = description;
  }

  /** Returns whether the caller may use the model; it then has to {@link #release()} it. */
  boolean acquire() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      Thread.ofPlatform().name("sentiment-model-close").start(this::close);
    }
  }

  /** Lets the model be closed when nobody uses it any more. */
  void retire() {
    release();
  }

  /** Waits until the model is closed; returns whether it is. */
  boolean awaitClosed(Duration patience) {
    try {
      closed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  BatchingScorer scorer() {
    return scorer;
  }

  ModelDescription description() {
    return description;
  }

  private void close() {
    try {
      scorer.close();
    } finally {
      closed.complete(null);
    }
  }
}
