package io.tidewatch.sentiment.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much each row counts: languages about equally, a polarity half as much as stars. */
final class Weights {
  private static final float POLARITY = 0.5f;
  private static final float SUBTITLE_EMOTION = 0.25f;

  private Weights() {}

  static Examples examples(List<LabelledReview> rows, float[][] vectors) {
    Map<String, Integer> sizes = new HashMap<>();
    rows.forEach(row -> sizes.merge(cell(row), 1, Integer::sum));
    double typical = sizes.values().stream().mapToInt(Integer::intValue).average().orElse(1);
    float[][] targets = new float[rows.size()][];
    for (int i = 0; i < targets.length; i++) {
      LabelledReview row = rows.get(i);
      double balance = Math.sqrt(typical / sizes.getOrDefault(cell(row), 1));
      targets[i] = HeadLoss.target(row, (float) (base(row) * Math.min(2, balance)));
    }
    return new Examples(vectors, targets);
  }

  private static String cell(LabelledReview row) {
    return row.language() + '|' + row.source() + '|' + row.label();
  }

  /** Emotions in film subtitles are the loosest stand-in for how a customer feels. */
  static float base(LabelledReview row) {
    if (row.hasStars()) {
      return 1;
    }
    return row.source().equals("XED") ? SUBTITLE_EMOTION : POLARITY;
  }
}
