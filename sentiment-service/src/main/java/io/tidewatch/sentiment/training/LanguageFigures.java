package io.tidewatch.sentiment.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a head does on the held-out rows of one language.
 *
 * @param language language code
 * @param rows rows judged
 * @param starRows rows with known stars
 * @param exact share of star rows whose star count is right
 * @param withinOne share of star rows at most one star off
 * @param polarityRows rows judged on negative, neutral, positive
 * @param polarity share of them that is right
 * @param macroF1 mean F1 over the polarities that occur
 */
record LanguageFigures(
    String language,
    int rows,
    int starRows,
    double exact,
    double withinOne,
    int polarityRows,
    double polarity,
    double macroF1) {

  static List<LanguageFigures> of(List<LabelledReview> rows, float[][] probabilities) {
    Map<String, List<Integer>> byLanguage = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      byLanguage.computeIfAbsent(rows.get(i).language(), key -> new ArrayList<>()).add(i);
    }
    return byLanguage.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), rows, probabilities))
        .toList();
  }

  private static LanguageFigures of(
      String language, List<Integer> indexes, List<LabelledReview> rows, float[][] probabilities) {
    int starRows = 0;
    int exact = 0;
    int withinOne = 0;
    int[][] confusion = new int[3][3];
    for (int index : indexes) {
      LabelledReview row = rows.get(index);
      confusion[row.polarity().ordinal()][Polarity.of(probabilities[index]).ordinal()]++;
      if (row.hasStars()) {
        int distance = Math.abs(largest(probabilities[index]) + 1 - row.stars());
        starRows++;
        exact += distance == 0 ? 1 : 0;
        withinOne += distance <= 1 ? 1 : 0;
      }
    }
    int right = confusion[0][0] + confusion[1][1] + confusion[2][2];
    return new LanguageFigures(
        language,
        indexes.size(),
        starRows,
        (double) exact / Math.max(1, starRows),
        (double) withinOne / Math.max(1, starRows),
        indexes.size(),
        (double) right / indexes.size(),
        macroF1(confusion));
  }

  private static double macroF1(int[][] confusion) {
    double sum = 0;
    int classes = 0;
    for (int c = 0; c < 3; c++) {
      int actual = 0;
      int predicted = 0;
      for (int other = 0; other < 3; other++) {
        actual += confusion[c][other];
        predicted += confusion[other][c];
      }
      if (actual > 0) {
        classes++;
        sum += 2.0 * confusion[c][c] / Math.max(1, actual + predicted);
      }
    }
    return sum / Math.max(1, classes);
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
