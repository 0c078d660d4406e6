package io.tidewatch.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class HeadLossTests {
  private static final float[] SURE_OF_FIVE = {0, 0, 0, 0, 6};
  private static final float[] SURE_OF_FOUR = {0, 0, 0, 6, 0};
  private static final float[] SURE_OF_ONE = {6, 0, 0, 0, 0};

  @Test
  void costsMoreTheFartherTheStarsAreOff() {
    LabelledReview five = row(Polarity.POSITIVE, 5);
    assertThat(loss(five, SURE_OF_FIVE)).isLessThan(loss(five, SURE_OF_FOUR));
    assertThat(loss(five, SURE_OF_FOUR)).isLessThan(loss(five, SURE_OF_ONE));
  }

  @Test
  void isIndifferentToTheStarsWithinAPolarity() {
    LabelledReview positive = row(Polarity.POSITIVE, 0);
    assertThat(loss(positive, SURE_OF_FIVE))
        .isCloseTo(loss(positive, SURE_OF_FOUR), within(1e-5f))
        .isLessThan(0.05f);
    assertThat(loss(positive, SURE_OF_ONE)).isGreaterThan(3f);
  }

  private static float loss(LabelledReview row, float[] logits) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray target = manager.create(new float[][] {HeadLoss.target(row, 1)});
      NDArray prediction = manager.create(new float[][] {logits});
      return new HeadLoss().evaluate(new NDList(target), new NDList(prediction)).getFloat();
    }
  }

  private static LabelledReview row(Polarity polarity, int stars) {
    return new LabelledReview("en", polarity, stars, "test", "CC0", "text");
  }
}
