package io.tidewatch.sentiment.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Measures with bootstrap intervals.
 *
 * @param language language code, or a word for all
 * @param rows rows judged
 * @param starRows rows with known stars
 * @param values interval of each measure
 */
record Figures(String language, int rows, int starRows, Map<Measure, Interval> values) {
  private static final int DRAWS = 1000;
  private static final double TAIL = 0.025;

  /** Returns the figures of each language, in the order of its code. */
  static List<Figures> byLanguage(List<Judgement> judgements, long seed) {
    Map<String, List<Judgement>> languages = new TreeMap<>();
    judgements.forEach(
        judgement ->
            languages
                .computeIfAbsent(judgement.language(), key -> new ArrayList<>())
                .add(judgement));
    return languages.entrySet().parallelStream()
        .map(entry -> of(entry.getKey(), entry.getValue(), seed))
        .toList();
  }

  static Figures of(String language, List<Judgement> judgements, long seed) {
    Measures measures = Measures.of(judgements);
    Random random = new Random(seed);
    double[][] draws = new double[Measure.values().length][DRAWS];
    List<Judgement> drawn = new ArrayList<>(judgements);
    for (int draw = 0; draw < DRAWS; draw++) {
      drawn.replaceAll(judgement -> judgements.get(random.nextInt(judgements.size())));
      Measures again = Measures.of(drawn);
      for (Measure measure : Measure.values()) {
        draws[measure.ordinal()][draw] = measure.of(again);
      }
    }
    Map<Measure, Interval> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      double[] sorted = draws[measure.ordinal()];
      Arrays.sort(sorted);
      values.put(
          measure,
          new Interval(
              measure.of(measures),
              sorted[(int) (TAIL * DRAWS)],
              sorted[(int) ((1 - TAIL) * DRAWS) - 1]));
    }
    return new Figures(language, measures.rows(), measures.starRows(), values);
  }

  Interval of(Measure measure) {
    return values.getOrDefault(measure, new Interval(Double.NaN, Double.NaN, Double.NaN));
  }
}
