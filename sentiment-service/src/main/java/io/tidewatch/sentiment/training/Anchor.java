package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.WeightGroup;
import java.util.EnumMap;
import java.util.Map;

/**
 * The encoder that takes a share in the result: each weight of it and of the fine-tuned one are
 * averaged. That keeps what the encoder knew of languages that the rows do not have, at hardly any
 * cost where they do (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models", arXiv
 * 2109.01903).
 *
 * @param weights of the encoder, by group
 * @param share of them in the average, from 0 (none) to 1
 */
record Anchor(Map<WeightGroup, float[]> weights, double share) {

  static final Anchor NONE = new Anchor(Map.of(), 0);

  Anchor {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "--average-share is %s and must be 0 to 1".formatted(share));
    }
  }

  /** Returns the average; the head stays as it was learned. */
  Map<WeightGroup, float[]> averagedWith(Map<WeightGroup, float[]> learned) {
    Map<WeightGroup, float[]> averaged = new EnumMap<>(WeightGroup.class);
    learned.forEach(
        (group, values) -> {
          float[] anchor = weights.get(group);
          averaged.put(group, anchor == null || group.head() ? values : average(values, anchor));
        });
    return averaged;
  }

  private float[] average(float[] learned, float[] anchor) {
    if (learned.length != anchor.length) {
      throw new IllegalArgumentException(
          "The encoder to average with has another shape: %d weights, not %d"
              .formatted(anchor.length, learned.length));
    }
    float[] result = new float[learned.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) ((1 - share) * learned[i] + share * anchor[i]);
    }
    return result;
  }
}
