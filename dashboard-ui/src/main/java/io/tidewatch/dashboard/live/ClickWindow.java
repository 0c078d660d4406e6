package io.tidewatch.dashboard.live;

import io.tidewatch.contracts.events.ClickType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts clicks per second of arrival and customers per funnel step of the last minutes. Of more
 * than {@link #READ_PER_SECOND} clicks a second the rest is counted without being read, so that a
 * flood costs little. Not safe for several threads.
 */
final class ClickWindow {
  static final int SECONDS = 120;
  static final Duration FUNNEL = Duration.ofMinutes(15);
  static final int READ_PER_SECOND = 2_000;

  /** The steps of the live funnel, first to last. */
  static final List<ClickType> STEPS =
      List.of(ClickType.VIEW, ClickType.CART, ClickType.CHECKOUT, ClickType.PURCHASE);

  private static final int CUSTOMERS_AT_MOST = 200_000;

  private final long[] countOfSlot = new long[SECONDS];
  private final long[] secondOfSlot = new long[SECONDS];
  private final Map<ClickType, Map<String, Long>> lastSeen = new EnumMap<>(ClickType.class);
  private long total;
  private long lastUnread;

  ClickWindow() {
    STEPS.forEach(s -> lastSeen.put(s, new HashMap<>()));
  }

  void add(ClickType type, String customerId, Instant arrived) {
    long second = arrived.getEpochSecond();
    count(second);
    Map<String, Long> seen = lastSeen.get(type == ClickType.PAGE_VIEW ? ClickType.VIEW : type);
    if (seen != null && (seen.size() < CUSTOMERS_AT_MOST || seen.containsKey(customerId))) {
      seen.put(customerId, second);
    }
  }

  /** Whether a click that arrives now is to be read; it is counted here if not. */
  boolean reads(Instant arrived) {
    long second = arrived.getEpochSecond();
    int slot = (int) (second % SECONDS);
    if (secondOfSlot[slot] != second || countOfSlot[slot] < READ_PER_SECOND) {
      return true;
    }
    count(second);
    lastUnread = second;
    return false;
  }

  private void count(long second) {
    int slot = (int) (second % SECONDS);
    if (secondOfSlot[slot] != second) {
      secondOfSlot[slot] = second;
      countOfSlot[slot] = 0;
    }
    countOfSlot[slot]++;
    total++;
  }

  /** Whether some clicks that the funnel is about were not read. */
  boolean sampled(Instant now) {
    return lastUnread >= now.minus(FUNNEL).getEpochSecond();
  }

  /** Clicks of each of the last seconds, oldest first; the running second is not among them. */
  List<Long> perSecond(Instant now) {
    List<Long> counts = new ArrayList<>(SECONDS - 1);
    for (long s = now.getEpochSecond() - SECONDS + 1; s < now.getEpochSecond(); s++) {
      int slot = (int) (s % SECONDS);
      counts.add(secondOfSlot[slot] == s ? countOfSlot[slot] : 0);
    }
    return counts;
  }

  /** Customers who took each of {@link #STEPS} in the last minutes. */
  List<Long> funnel(Instant now) {
    long oldest = now.minus(FUNNEL).getEpochSecond();
    List<Long> counts = new ArrayList<>();
    for (ClickType step : STEPS) {
      Map<String, Long> seen = lastSeen.getOrDefault(step, Map.of());
      seen.values().removeIf(s -> s < oldest);
      counts.add((long) seen.size());
    }
    return counts;
  }

  long total() {
    return total;
  }
}
