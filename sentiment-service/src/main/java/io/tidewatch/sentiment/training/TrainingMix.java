package io.tidewatch.sentiment.training;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Which rows are learned from, which stop and calibrate the training, and which judge it. No text
 * is in two of them.
 *
 * @param train rows to learn from
 * @param stopping rows that choose the best parameters and the temperature
 * @param judged rows for the figures of the model card
 */
record TrainingMix(
    List<LabelledReview> train, List<LabelledReview> stopping, List<LabelledReview> judged) {
  private static final int STOPPING_PER_CELL = 8;
  private static final int JUDGED_PER_CELL = 120;
  private static final int STOPPING_SHARE = 5;

  /**
   * How many rows of a language, source and label are learned from.
   *
   * @param perStar of a star count
   * @param perPolarity of negative, neutral or positive
   * @param bySource other limits, for sources by name
   */
  record Caps(int perStar, int perPolarity, Map<String, Integer> bySource) {
    int of(LabelledReview row) {
      return bySource.getOrDefault(row.source(), row.hasStars() ? perStar : perPolarity);
    }
  }

  /**
   * Draws the rows.
   *
   * @param tiers licence tiers that may be learned from; all if empty
   * @param heldOutPerStar rows of a language, source and star count that are kept out
   */
  static TrainingMix draw(
      List<LabelledReview> rows,
      List<LabelledReview> dev,
      Set<String> tiers,
      Caps caps,
      int heldOutPerStar,
      long seed) {
    Predicate<LabelledReview> allowed = row -> tiers.isEmpty() || tiers.contains(row.licence());
    List<LabelledReview> heldOut =
        new BalancedSample(heldOutPerStar, 0, seed)
            .of(rows.stream().filter(LabelledReview::hasStars).toList());
    int stoppingPerStar = Math.max(1, heldOutPerStar / STOPPING_SHARE);
    List<LabelledReview> stopping =
        Stream.concat(
                new BalancedSample(stoppingPerStar, 0, seed + 1).of(heldOut).stream(),
                new BalancedSample(STOPPING_PER_CELL, STOPPING_PER_CELL, seed + 2).of(dev).stream())
            .filter(allowed)
            .toList();
    Set<String> stops = texts(stopping);
    List<LabelledReview> judged =
        Stream.concat(
                heldOut.stream(),
                new BalancedSample(JUDGED_PER_CELL, JUDGED_PER_CELL, seed + 3)
                    .of(dev.stream().filter(row -> !stops.contains(row.text())).toList()).stream())
            .filter(row -> !stops.contains(row.text()))
            .toList();
    Set<String> kept = texts(judged);
    kept.addAll(stops);
    List<LabelledReview> open =
        rows.stream().filter(allowed).filter(row -> !kept.contains(row.text())).toList();
    return new TrainingMix(capped(open, caps, seed + 4), stopping, judged);
  }

  /** Returns number and checksum of the rows that decide the course of a training. */
  String fingerprint() {
    CRC32 sum = new CRC32();
    for (List<LabelledReview> part : List.of(train, stopping)) {
      part.forEach(row -> sum.update(row.text().getBytes(StandardCharsets.UTF_8)));
    }
    return "%d/%08x".formatted(train.size(), sum.getValue());
  }

  private static List<LabelledReview> capped(List<LabelledReview> rows, Caps caps, long seed) {
    List<LabelledReview> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    Map<String, Integer> taken = new HashMap<>();
    List<LabelledReview> sample = new ArrayList<>();
    for (LabelledReview row : shuffled) {
      String cell = row.language() + '|' + row.source() + '|' + row.label();
      if (taken.merge(cell, 1, Integer::sum) <= caps.of(row)) {
        sample.add(row);
      }
    }
    return sample;
  }

  private static Set<String> texts(List<LabelledReview> rows) {
    return rows.stream().map(LabelledReview::text).collect(Collectors.toSet());
  }
}
