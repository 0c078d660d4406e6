package io.tidewatch.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidewatch.sentiment.model.WeightGroup;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnchorTests {

  @Test
  void averagesTheEncoderAndLeavesTheHead() {
    Anchor anchor =
        new Anchor(
            Map.of(
                WeightGroup.PRODUCTS, new float[] {4, 8}, WeightGroup.HEAD_PRODUCTS, new float[1]),
            0.25);
    Map<WeightGroup, float[]> averaged =
        anchor.averagedWith(
            Map.of(
                WeightGroup.PRODUCTS,
                new float[] {0, 4},
                WeightGroup.HEAD_PRODUCTS,
                new float[] {9}));
    assertThat(averaged.get(WeightGroup.PRODUCTS)).containsExactly(1, 5);
    assertThat(averaged.get(WeightGroup.HEAD_PRODUCTS)).containsExactly(9);
  }

  @Test
  void refusesAnotherShapeAndAnImpossibleShare() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Anchor(Map.of(WeightGroup.OFFSETS, new float[3]), 0.5)
                    .averagedWith(Map.of(WeightGroup.OFFSETS, new float[2])))
        .withMessageContaining("3 weights, not 2");
    assertThatIllegalArgumentException().isThrownBy(() -> new Anchor(Map.of(), 1.5));
  }
}
