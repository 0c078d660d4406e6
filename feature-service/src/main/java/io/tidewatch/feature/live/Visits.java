package io.tidewatch.feature.live;

import java.time.Duration;
import java.util.List;

/**
 * The visits that a run of clicks makes; a pause of more than 30 minutes ends a visit.
 *
 * @param begun how many visits began in the run
 * @param millis how long visits went on in the run
 */
record Visits(int begun, long millis) {
  static final Duration PAUSE = Duration.ofMinutes(30);

  /**
   * @param before the click before the run, in epoch milliseconds; the least possible if none
   * @param clicks oldest first
   */
  static Visits of(long before, List<Click> clicks) {
    int begun = 0;
    long millis = 0;
    long previous = before;
    for (Click click : clicks) {
      if (previous == Long.MIN_VALUE || click.at() - previous > PAUSE.toMillis()) {
        begun++;
      } else {
        millis += Math.max(0, click.at() - previous);
      }
      previous = click.at();
    }
    return new Visits(begun, millis);
  }
}
