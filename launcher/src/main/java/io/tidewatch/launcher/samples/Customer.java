package io.tidewatch.launcher.samples;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One sample customer, with what the files show and what drives the behaviour behind them.
 *
 * @param options the seven answers from multiple lines to streaming movies
 * @param unhappiness hidden: about -2..3, above 0 is unhappy; drives complaints, stars, returns
 *     and, with the contract, whether the customer leaves
 * @param liveliness hidden: how much the customer clicks and buys; median 1
 */
record Customer(
    String id,
    Country country,
    String language,
    boolean male,
    boolean senior,
    boolean partner,
    boolean dependents,
    int tenureMonths,
    boolean phone,
    String internet,
    List<String> options,
    String contract,
    boolean paperless,
    String payment,
    double monthlyCharges,
    double totalCharges,
    LocalDate signup,
    boolean churned,
    double unhappiness,
    double liveliness,
    Activity activity) {

  /**
   * When the customer is active: nothing before {@code from}, then at full strength, from {@code
   * fallsFrom} on falling to {@code floor} at {@code until}, nothing from {@code stops} on, and
   * less in one pause.
   */
  record Activity(
      long from,
      long fallsFrom,
      double floor,
      long stops,
      long pauseFrom,
      long pauseTo,
      long until) {
    private static final double IN_PAUSE = 0.1;

    /** 0..1 at this second. */
    double at(long second) {
      if (second < from || second >= stops || second > until) {
        return 0;
      }
      double strength = 1;
      if (second > fallsFrom) {
        double fallen = (double) (second - fallsFrom) / Math.max(1, until - fallsFrom);
        strength = 1 - (1 - floor) * fallen;
      }
      return second >= pauseFrom && second < pauseTo ? strength * IN_PAUSE : strength;
    }

    /** The sum over the days, which is proportional to how much the customer does. */
    double total() {
      double sum = 0;
      for (long day = from; day < until; day += 86_400) {
        sum += at(day);
      }
      return sum;
    }

    /** A moment, likelier where the activity is higher. */
    Instant moment(Dice dice) {
      long second = from;
      for (int tries = 0; tries < 200; tries++) {
        second = from + (long) (dice.between(0, 1) * (until - from));
        if (dice.chance(at(second))) {
          break;
        }
      }
      long day = second - Math.floorMod(second, 86_400L);
      long clock = (long) (3600 * (7 + 16 * (dice.between(0, 1) + dice.between(0, 1)) / 2));
      long moment = Math.min(day + clock, until - 1 - dice.whole(0, 3000));
      return Instant.ofEpochSecond(Math.max(moment, from));
    }
  }
}
