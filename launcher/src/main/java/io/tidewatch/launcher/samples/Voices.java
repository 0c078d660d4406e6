package io.tidewatch.launcher.samples;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who complains and who reviews, when, and in which words. */
final class Voices {
  private static final int RECENT_DAYS = 90;

  private final List<Customer> customers;
  private final Catalogue catalogue;
  private final Phrases phrases;
  private final Dice dice;

  /**
   * @param number counts from 1 in order of time
   * @param stars 1..5, 0 for a complaint
   * @param category of a complaint, empty for a review
   */
  record Voice(
      int number,
      Customer customer,
      Instant at,
      String text,
      int stars,
      String product,
      String category) {}

  private record Moment(Customer customer, Instant at) {}

  Voices(List<Customer> customers, Catalogue catalogue, Phrases phrases, Dice dice) {
    this.customers = customers;
    this.catalogue = catalogue;
    this.phrases = phrases;
    this.dice = dice;
  }

  /** Complaints: likelier from the unhappy, and in the last months from those who leave. */
  List<Voice> complaining(int total) {
    double[] weights =
        customers.stream()
            .mapToDouble(
                c ->
                    StrictMath.exp(0.8 * c.unhappiness())
                        * (c.churned() ? 2.2 : 1)
                        * Math.sqrt(c.activity().total()))
            .toArray();
    List<Voice> voices = new ArrayList<>();
    for (Moment moment : moments(total, weights)) {
      Catalogue.Product product = catalogue.pick(dice);
      String category = dice.one(Phrases.COMPLAINTS);
      voices.add(
          new Voice(
              voices.size() + 1,
              moment.customer(),
              moment.at(),
              phrases.complaint(moment.customer().language(), category, product.shortName(), dice),
              0,
              product.code(),
              category));
    }
    return voices;
  }

  /** Reviews: the stars fall with the mood. */
  List<Voice> reviewing(int total) {
    double[] weights =
        customers.stream()
            .mapToDouble(c -> Math.sqrt(c.liveliness()) * Math.sqrt(c.activity().total()))
            .toArray();
    List<Voice> voices = new ArrayList<>();
    for (Moment moment : moments(total, weights)) {
      Catalogue.Product product = catalogue.pick(dice);
      double mood = 4.0 - 0.9 * moment.customer().unhappiness() + 0.9 * dice.gaussian();
      int stars = Math.clamp(Math.round(mood), 1, 5);
      voices.add(
          new Voice(
              voices.size() + 1,
              moment.customer(),
              moment.at(),
              phrases.review(moment.customer().language(), stars, product.shortName(), dice),
              stars,
              product.code(),
              ""));
    }
    return voices;
  }

  private List<Moment> moments(int total, double[] weights) {
    double sum = 0;
    double[] cumulated = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulated[i] = sum;
    }
    List<Moment> moments = new ArrayList<>(total);
    for (int i = 0; i < total; i++) {
      int found = java.util.Arrays.binarySearch(cumulated, dice.between(0, sum));
      Customer customer =
          customers.get(Math.min(found < 0 ? -found - 1 : found, weights.length - 1));
      moments.add(new Moment(customer, moment(customer)));
    }
    moments.sort(Comparator.comparing(Moment::at));
    return moments;
  }

  private Instant moment(Customer customer) {
    if (customer.churned() && dice.chance(0.4)) {
      long until = customer.activity().until();
      long from = Math.max(customer.activity().from(), until - RECENT_DAYS * 86_400L);
      return Instant.ofEpochSecond(from + (long) (dice.between(0, 1) * (until - from - 1)));
    }
    return customer.activity().moment(dice);
  }
}
