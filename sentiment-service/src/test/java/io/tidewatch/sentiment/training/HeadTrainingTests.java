package io.tidewatch.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Learns a rule that is known, from vectors made of it. */
class HeadTrainingTests {
  private static final int WIDTH = 8;

  @Test
  void learnsStarsThatFollowFromTheVector() {
    List<LabelledReview> rows = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 1500; i++) {
      int stars = 1 + i % 5;
      float[] vector = new float[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        vector[j] = (float) (100 + 10 * random.nextGaussian());
      }
      vector[3] = stars * 20 + (float) random.nextGaussian();
      vectors.add(vector);
      rows.add(
          new LabelledReview("en", polarity(stars), i % 3 == 0 ? 0 : stars, "s", "CC0", "t" + i));
    }
    Examples examples = Weights.examples(rows, vectors.toArray(float[][]::new));

    Head head =
        new HeadTrainer(32, 250, 7).train(examples.slice(0, 1200), examples.slice(1200, 1500));

    List<LabelledReview> judged = rows.subList(1200, 1500);
    float[][] probabilities =
        HeadScorer.probabilities(head, vectors.subList(1200, 1500).toArray(float[][]::new));
    LanguageFigures figures = LanguageFigures.of(judged, probabilities).getFirst();
    assertThat(figures.exact()).isGreaterThan(0.9);
    assertThat(figures.withinOne()).isGreaterThan(0.99);
    assertThat(figures.polarity()).isGreaterThan(0.9);
  }

  private static Polarity polarity(int stars) {
    return stars < 3 ? Polarity.NEGATIVE : stars == 3 ? Polarity.NEUTRAL : Polarity.POSITIVE;
  }
}
