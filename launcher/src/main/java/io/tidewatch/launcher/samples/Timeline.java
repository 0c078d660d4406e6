package io.tidewatch.launcher.samples;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The visits or orders of all customers, planned so that they can be written in order of time. */
final class Timeline {
  private Timeline() {}

  /**
   * @param length rows that it takes
   * @param seed of everything in it
   * @param undone whether it is the return of the order with the same seed
   */
  record Entry(Instant start, Customer customer, int length, long seed, boolean undone) {}

  /**
   * Plans entries whose lengths sum up to {@code rows}.
   *
   * @param returnChance probability that an entry is followed by one that undoes it, for a customer
   *     of average mood
   */
  static List<Entry> plan(
      List<Customer> customers,
      int rows,
      double meanLength,
      int longest,
      double returnChance,
      Dice dice) {
    double[] weights =
        customers.stream().mapToDouble(c -> c.liveliness() * c.activity().total()).toArray();
    int[] shares = Shares.of(rows, weights);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      plan(customers.get(i), shares[i], meanLength, longest, returnChance, dice, entries);
    }
    entries.sort(Comparator.comparing(Entry::start));
    return entries;
  }

  private static void plan(
      Customer customer,
      int rows,
      double meanLength,
      int longest,
      double returnChance,
      Dice dice,
      List<Entry> entries) {
    double chance = returnChance * Math.max(0.2, 1 + 0.6 * customer.unhappiness());
    int left = rows;
    while (left > 0) {
      int length = Math.min(left, dice.geometric(meanLength, longest));
      Entry entry =
          new Entry(customer.activity().moment(dice), customer, length, dice.bits(), false);
      entries.add(entry);
      left -= length;
      if (left > 0 && dice.chance(chance)) {
        int undone = Math.min(left, dice.whole(1, length));
        Instant later = entry.start().plusSeconds(dice.whole(3_600, 10 * 86_400));
        if (later.getEpochSecond() < customer.activity().until()) {
          entries.add(new Entry(later, customer, undone, entry.seed(), true));
          left -= undone;
        }
      }
    }
  }
}
