package io.tidewatch.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuresTests {
  /** Right, one off, three off; and two rows without stars, the first right. */
  private static final List<Judgement> FIVE =
      List.of(
          new Judgement("en", 5, 5, Polarity.POSITIVE, Polarity.POSITIVE, 0.95),
          new Judgement("en", 4, 3, Polarity.POSITIVE, Polarity.NEUTRAL, 0.55),
          new Judgement("en", 1, 4, Polarity.NEGATIVE, Polarity.POSITIVE, 0.55),
          new Judgement("en", 0, 1, Polarity.NEGATIVE, Polarity.NEGATIVE, 0.75),
          new Judgement("en", 0, 1, Polarity.NEUTRAL, Polarity.NEGATIVE, 0.75));

  @Test
  void agreesWithFiguresByHand() {
    Measures measures = Measures.of(FIVE);
    assertThat(measures.starRows()).isEqualTo(3);
    assertThat(measures.exact()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(measures.withinOne()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(measures.accuracy()).isCloseTo(2 / 5.0, within(1e-9));
    // negative 2*1/(2+2), neutral 0, positive 2*1/(2+2)
    assertThat(measures.macroF1()).isCloseTo(1 / 3.0, within(1e-9));
    // |1.10 - 0| + |1.50 - 1| + |0.95 - 1|, over five rows
    assertThat(measures.calibrationError()).isCloseTo(1.65 / 5, within(1e-9));
  }

  @Test
  void takesTheLargestClassAndTheLargestSumOfClasses() {
    LabelledReview row = new LabelledReview("en", Polarity.NEGATIVE, 3, "s", "CC0", "t");
    Judgement judgement = Judgement.of(row, new float[] {0.3f, 0.3f, 0.35f, 0.05f, 0});
    assertThat(judgement.given()).isEqualTo(3);
    assertThat(judgement.givenPolarity()).isEqualTo(Polarity.NEGATIVE);
    assertThat(judgement.confidence()).isCloseTo(0.35, within(1e-6));
  }

  @Test
  void putsTheSameIntervalAroundAShareForTheSameSeed() {
    List<Judgement> right = Collections.nCopies(60, FIVE.get(0));
    List<Judgement> wrong = Collections.nCopies(40, FIVE.get(2));
    List<Judgement> hundred = new java.util.ArrayList<>(right);
    hundred.addAll(wrong);
    Interval exact = Figures.of("en", hundred, 3).of(Measure.EXACT);
    assertThat(exact).isEqualTo(Figures.of("en", hundred, 3).of(Measure.EXACT));
    // the normal approximation gives 0.6 -+ 1.96 * sqrt(0.6 * 0.4 / 100)
    assertThat(exact.value()).isEqualTo(0.6);
    assertThat(exact.low()).isCloseTo(0.504, within(0.02));
    assertThat(exact.high()).isCloseTo(0.696, within(0.02));
  }

  @Test
  void knowsNoExactnessWithoutStars() {
    assertThat(Figures.of("en", FIVE.subList(3, 5), 1).of(Measure.EXACT).known()).isFalse();
  }
}
