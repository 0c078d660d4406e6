package io.tidewatch.sentiment.training;

import java.util.List;
import java.util.Locale;

/**
 * How well a model does on some rows. Shares are from 0 to 1 and not a number where no row tells.
 *
 * @param rows rows judged
 * @param starRows rows with known stars
 * @param exact share of them with the right stars
 * @param withinOne share of them at most one star off
 * @param accuracy share of all rows with the right polarity
 * @param macroF1 mean F1 over the polarities that occur
 * @param calibrationError mean distance between confidence and share of right answers over ten
 *     steps of confidence, each by its rows
 */
record Measures(
    int rows,
    int starRows,
    double exact,
    double withinOne,
    double accuracy,
    double macroF1,
    double calibrationError) {
  private static final int STEPS = 10;

  static Measures of(List<Judgement> judgements) {
    int starRows = 0;
    int exact = 0;
    int withinOne = 0;
    int[][] confusion = new int[3][3];
    double[] confidence = new double[STEPS];
    int[] right = new int[STEPS];
    for (Judgement judgement : judgements) {
      confusion[judgement.polarity().ordinal()][judgement.givenPolarity().ordinal()]++;
      int step = Math.min(STEPS - 1, (int) (judgement.confidence() * STEPS));
      confidence[step] += judgement.confidence();
      right[step] += judgement.right() ? 1 : 0;
      if (judgement.hasStars()) {
        int distance = Math.abs(judgement.given() - judgement.stars());
        starRows++;
        exact += distance == 0 ? 1 : 0;
        withinOne += distance <= 1 ? 1 : 0;
      }
    }
    double gap = 0;
    for (int step = 0; step < STEPS; step++) {
      gap += Math.abs(confidence[step] - right[step]);
    }
    return new Measures(
        judgements.size(),
        starRows,
        (double) exact / starRows,
        (double) withinOne / starRows,
        (double) (confusion[0][0] + confusion[1][1] + confusion[2][2]) / judgements.size(),
        macroF1(confusion),
        gap / judgements.size());
  }

  /** Returns the shares in one line. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%.1f%% exact and %.1f%% within one of %d, macro F1 %.1f, calibration error %.1f",
        100 * exact,
        100 * withinOne,
        starRows,
        100 * macroF1,
        100 * calibrationError);
  }

  private static double macroF1(int[][] confusion) {
    double sum = 0;
    int classes = 0;
    for (int c = 0; c < confusion.length; c++) {
      int actual = 0;
      int given = 0;
      for (int other = 0; other < confusion.length; other++) {
        actual += confusion[c][other];
        given += confusion[other][c];
      }
      if (actual > 0) {
        classes++;
        sum += 2.0 * confusion[c][c] / (actual + given);
      }
    }
    return sum / classes;
  }
}
