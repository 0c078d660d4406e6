package io.tidewatch.sentiment.model;

/** The number format that the encoder's matrix products run in. */
public enum Precision {
  /** Single precision: exact to the golden values, runs everywhere. */
  FP32(ElementType.F32),
  /** Brain float: about three times as fast where the CPU has avx512_bf16. */
  BF16(ElementType.BF16);

  private final ElementType weights;

  Precision(ElementType weights) {
    this.weights = weights;
  }

  ElementType weights() {
    return weights;
  }
}
