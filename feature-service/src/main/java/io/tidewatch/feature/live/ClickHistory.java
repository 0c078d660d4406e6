package io.tidewatch.feature.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A customer's recent live clicks, oldest first, each once. */
record ClickHistory(List<Click> clicks) {
  static final ClickHistory EMPTY = new ClickHistory(List.of());

  private static final Comparator<Click> IN_TIME =
      Comparator.comparingLong(Click::at).thenComparingLong(Click::id);

  ClickHistory {
    clicks = List.copyOf(clicks);
  }

  /** What became of a click that was offered. */
  enum Outcome {
    ADDED,
    DUPLICATE,
    /** Older than everything that is still counted. */
    TOO_LATE
  }

  Outcome outcome(Click click, Duration kept) {
    if (clicks.stream().anyMatch(c -> c.id() == click.id())) {
      return Outcome.DUPLICATE;
    }
    return !clicks.isEmpty() && click.at() < newest() - kept.toMillis()
        ? Outcome.TOO_LATE
        : Outcome.ADDED;
  }

  /**
   * The history with this click in its place, without what is older than the newest click by more
   * than {@code kept}, and never longer than {@code most}.
   */
  ClickHistory with(Click click, Duration kept, int most) {
    List<Click> all = new ArrayList<>(clicks.size() + 1);
    all.addAll(clicks);
    all.add(click);
    all.sort(IN_TIME);
    long oldest = all.getLast().at() - kept.toMillis();
    int from = Math.max(0, all.size() - most);
    while (all.get(from).at() < oldest) {
      from++;
    }
    return new ClickHistory(all.subList(from, all.size()));
  }

  /** When the newest click happened, in epoch milliseconds. */
  long newest() {
    return clicks.getLast().at();
  }
}
