package io.tidewatch.churn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTests {

  @Test
  void measuresAHandComputedCase() {
    HeldOut heldOut =
        new HeldOut(
            new double[] {0.9, 0.8, 0.4, 0.4, 0.1},
            new boolean[] {true, false, true, false, false});
    Evaluation evaluation = Evaluation.of(heldOut, 0.4, 100, 1);
    // pairs: 0.9 beats 0.8, 0.4, 0.1; 0.4 loses to 0.8, ties with 0.4, beats 0.1
    assertThat(evaluation.rocAuc().value()).isCloseTo(4.5 / 6, within(1e-12));
    // recall 1/2 at precision 1, then 2/2 at precision 2/4
    assertThat(evaluation.prAuc().value()).isCloseTo(0.5 * 1 + 0.5 * 0.5, within(1e-12));
    assertThat(evaluation.confusion()).isEqualTo(new Confusion(1, 1, 2, 1));
    assertThat(evaluation.accuracy().value()).isEqualTo(0.6);
    assertThat(evaluation.precision().value()).isEqualTo(0.5);
    assertThat(evaluation.recall().value()).isEqualTo(0.5);
    assertThat(evaluation.f1().value()).isEqualTo(0.5);
    assertThat(evaluation.brier().value())
        .isCloseTo((0.01 + 0.64 + 0.36 + 0.16 + 0.01) / 5, within(1e-12));
    assertThat(evaluation.logLoss().value())
        .isCloseTo(
            -(Math.log(0.9) + Math.log(0.2) + Math.log(0.4) + Math.log(0.6) + Math.log(0.9)) / 5,
            within(1e-12));
    assertThat(evaluation.prior().accuracy()).isEqualTo(0.6);
  }

  @Test
  void putsIntervalsAroundValuesAndRepeatsThemBySeed() {
    HeldOut heldOut = sample(500, 1.5, 3);
    Evaluation one = Evaluation.of(heldOut, 0.3, 300, 9);
    Evaluation again = Evaluation.of(heldOut, 0.3, 300, 9);
    assertThat(one).isEqualTo(again);
    assertThat(one.rocAuc().low()).isLessThan(one.rocAuc().value());
    assertThat(one.rocAuc().high()).isGreaterThan(one.rocAuc().value());
  }

  @Test
  void seesAGainOnlyWhereThereIsOne() {
    HeldOut weak = sample(800, 0.3, 5);
    HeldOut strong = sample(800, 3, 5);
    assertThat(Comparison.of(weak, strong, 300, 1).significantGain()).isTrue();
    assertThat(Comparison.of(strong, weak, 300, 1).significantGain()).isFalse();
    assertThat(Comparison.of(strong, strong, 300, 1).significantGain()).isFalse();
  }

  /** The same outcomes for the same seed; scores follow them the more, the larger the signal. */
  private static HeldOut sample(int rows, double signal, long seed) {
    Random random = new Random(seed);
    double[] scores = new double[rows];
    boolean[] left = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      left[i] = random.nextDouble() < 0.3;
      scores[i] = 1 / (1 + Math.exp(-(random.nextGaussian() + (left[i] ? signal : 0))));
    }
    return new HeldOut(scores, left);
  }
}
