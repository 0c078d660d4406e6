package io.tidewatch.sentiment.model;

/**
 * The sizes of a post-norm BERT encoder.
 *
 * @param layers number of transformer layers
 * @param hidden width of a token's vector
 * @param heads attention heads; divides {@code hidden}
 * @param feedForward width inside the feed-forward block
 * @param positions longest sequence in tokens
 * @param layerNormEpsilon added to the variance
 */
public record EncoderShape(
    int layers, int hidden, int heads, int feedForward, int positions, double layerNormEpsilon) {

  /** Refuses sizes that no encoder can have. */
  public EncoderShape {
    if (layers < 1 || hidden < 1 || heads < 1 || hidden % heads != 0 || positions < 2) {
      throw new IllegalArgumentException(
          "%d layers of width %d with %d heads and %d positions is no encoder; check model.json"
              .formatted(layers, hidden, heads, positions));
    }
  }
}
