package io.tidewatch.sentiment.scoring;

import io.tidewatch.sentiment.model.TokenizedText;
import java.util.concurrent.CompletableFuture;

/**
 * A text that waits for a predictor.
 *
 * @param text word pieces
 * @param sinceNanos when it began to wait
 * @param result completed with its sentiment
 */
record PendingText(TokenizedText text, long sinceNanos, CompletableFuture<Scored> result) {

  PendingText(TokenizedText text) {
    this(text, System.nanoTime(), new CompletableFuture<>());
  }
}
