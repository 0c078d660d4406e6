package io.tidewatch.sentiment.model;

import java.util.Locale;

/** Weights that an optimizer treats alike; each group is one flat array. */
public enum WeightGroup {
  /** Matrices of the encoder. */
  PRODUCTS(false, true),
  /** Biases, norms and positions of the encoder. */
  OFFSETS(false, false),
  /** Matrices of the head. */
  HEAD_PRODUCTS(true, true),
  /** Biases of the head. */
  HEAD_OFFSETS(true, false);

  private final boolean head;
  private final boolean decays;

  WeightGroup(boolean head, boolean decays) {
    this.head = head;
    this.decays = decays;
  }

  /** Returns whether these are weights of the head. */
  public boolean head() {
    return head;
  }

  /** Returns whether weight decay is for these. */
  public boolean decays() {
    return decays;
  }

  /** Returns the name of the group's parameter in the script. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  static WeightGroup of(String weight) {
    boolean head = weight.startsWith("head_");
    if (weight.matches("head_\\d+_weight|layer_\\d+_(qkv|out|up|down)_weight")) {
      return head ? HEAD_PRODUCTS : PRODUCTS;
    }
    return head ? HEAD_OFFSETS : OFFSETS;
  }
}
