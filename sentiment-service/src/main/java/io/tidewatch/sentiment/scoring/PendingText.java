package io.tidewatch.sentiment.scoring;

import io.tidewatch.sentiment.model.TokenizedText;
import java.util.concurrent.CompletableFuture;

/**
 * A text, or one window of a long one, that waits for a predictor.
 *
 * @param text word pieces
 * @param sinceNanos when it began to wait
 * @param result completed with the model's outputs
 */
record PendingText(TokenizedText text, long sinceNanos, CompletableFuture<float[]> result) {

  PendingText(TokenizedText text) {
    this(text, System.nanoTime(), new CompletableFuture<>());
  }
}
