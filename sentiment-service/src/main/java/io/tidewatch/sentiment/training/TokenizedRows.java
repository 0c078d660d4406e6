package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.TokenizedText;
import io.tidewatch.sentiment.model.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Rows with their word pieces, in the same order.
 *
 * @param rows labelled rows
 * @param texts their word pieces
 */
record TokenizedRows(List<LabelledReview> rows, List<TokenizedText> texts) {

  static TokenizedRows of(List<LabelledReview> rows, Tokenizer tokenizer) {
    return new TokenizedRows(
        rows, rows.parallelStream().map(row -> tokenizer.tokenize(row.text())).toList());
  }

  int[] lengths() {
    return texts.stream().mapToInt(TokenizedText::length).toArray();
  }

  /** Returns what a scorer makes of every text, called with batches of about one length. */
  float[][] scored(int batch, BatchScorer scorer) {
    Integer[] order = new Integer[texts.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> texts.get(i).length()));
    float[][] result = new float[order.length][];
    for (int from = 0; from < order.length; from += batch) {
      int to = Math.min(order.length, from + batch);
      List<TokenizedText> part = new ArrayList<>();
      for (int i = from; i < to; i++) {
        part.add(texts.get(order[i]));
      }
      float[][] found = scorer.score(part);
      for (int i = from; i < to; i++) {
        result[order[i]] = found[i - from];
      }
    }
    return result;
  }

  /** Scores a batch of texts. */
  @FunctionalInterface
  interface BatchScorer {
    /** Returns one row of numbers per text. */
    float[][] score(List<TokenizedText> batch);
  }
}
