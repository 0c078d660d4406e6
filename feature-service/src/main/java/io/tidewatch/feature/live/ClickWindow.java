package io.tidewatch.feature.live;

import io.tidewatch.contracts.events.ClickType;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The newest stretch of a customer's clicks: some counted by the last materialisation, the rest
 * known from the topic.
 *
 * <p>A count is the materialised one plus the clicks after it, but at least the clicks known from
 * the topic. What leaves the window between two materialisations is only noticed by the next one.
 *
 * @param live the topic's clicks in the window, oldest first
 * @param fresh those of them that came after the materialisation
 * @param covered whether the materialisation's count belongs to the window
 */
record ClickWindow(List<Click> live, List<Click> fresh, Baseline baseline, boolean covered) {

  static ClickWindow endingNow(ClickHistory history, Baseline baseline, Duration length) {
    long after = history.newest() - length.toMillis();
    List<Click> live = history.clicks().stream().filter(c -> c.at() > after).toList();
    List<Click> fresh = live.stream().filter(c -> c.at() > baseline.at()).toList();
    return new ClickWindow(live, fresh, baseline, baseline.exists() && baseline.at() > after);
  }

  /** How many clicks are in the window. */
  double events(String feature) {
    return count(feature, click -> true);
  }

  /** How many clicks of one type are in the window. */
  double of(ClickType type, String feature) {
    return count(feature, click -> click.type() == type);
  }

  /** How many different things the clicks touched; 0 is no thing. */
  double distinct(String feature, ToIntFunction<Click> thing) {
    long known = live.stream().mapToInt(thing).filter(t -> t != 0).distinct().count();
    long counted =
        live.stream()
            .filter(c -> c.at() <= baseline.at())
            .mapToInt(thing)
            .filter(t -> t != 0)
            .distinct()
            .count();
    return Math.max(known, materialised(feature) + (known - counted));
  }

  /** What the materialisation counted, if its count belongs to the window. */
  double materialised(String feature) {
    return covered ? baseline.value(feature) : 0;
  }

  private double count(String feature, Predicate<Click> wanted) {
    long known = live.stream().filter(wanted).count();
    long added = fresh.stream().filter(wanted).count();
    return Math.max(known, materialised(feature) + added);
  }
}
