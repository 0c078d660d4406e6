package io.tidewatch.launcher.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Why sample customers leave, judged by what the files show and not by what the maker knows. */
class ChurnDriversTests {
  private static final Instant UNTIL = Instant.parse("2026-11-01T06:00:00Z");
  private static final long DAY = 86_400;
  private static final SampleSizes SIZES =
      new SampleSizes(42, 5_000, 0, 500_000, 3_000, 5_000, UNTIL);

  private final List<Customer> customers = new Population(SIZES).customers();
  private final Map<String, Integer> recent = new HashMap<>();
  private final Map<String, Integer> before = new HashMap<>();
  private final Set<String> fortnight = new HashSet<>();
  private final Map<String, Integer> month = new HashMap<>();
  private final Map<String, Integer> complaints = new HashMap<>();
  private final Map<String, List<Integer>> stars = new HashMap<>();

  ChurnDriversTests() {
    long end = UNTIL.getEpochSecond();
    for (Timeline.Entry visit : Timeline.plan(customers, SIZES.clicks(), 5, 40, 0, new Dice(1))) {
      long age = (end - visit.start().getEpochSecond()) / DAY;
      if (age < 14) {
        fortnight.add(visit.customer().id());
      } else if (age < 44) {
        month.merge(visit.customer().id(), 1, Integer::sum);
      }
      if (age < 60) {
        (age < 30 ? recent : before).merge(visit.customer().id(), 1, Integer::sum);
      }
    }
    Voices voices = new Voices(customers, new Catalogue(1), Phrases.load(), new Dice(2));
    voices
        .complaining(SIZES.complaints())
        .forEach(v -> complaints.merge(v.customer().id(), 1, Integer::sum));
    voices
        .reviewing(SIZES.reviews())
        .forEach(
            v -> stars.computeIfAbsent(v.customer().id(), k -> new ArrayList<>()).add(v.stars()));
  }

  @Test
  void aboutAQuarterLeaves() {
    assertThat(customers.stream().filter(Customer::churned).count() / 5_000.0).isBetween(0.2, 0.34);
  }

  @Test
  void everyDriverTellsSomething() {
    assertThat(auc(c -> -c.tenureMonths())).isGreaterThan(0.62);
    assertThat(auc(c -> c.contract().startsWith("Month") ? 1 : 0)).isGreaterThan(0.62);
    assertThat(auc(Customer::monthlyCharges)).isGreaterThan(0.53);
    assertThat(auc(c -> complaints.getOrDefault(c.id(), 0))).isGreaterThan(0.55);
    assertThat(auc(this::fall)).isGreaterThan(0.55);
    assertThat(auc(c -> -average(c))).isGreaterThan(0.56);
  }

  @Test
  void noDriverTellsEverything() {
    assertThat(auc(c -> -c.tenureMonths())).isLessThan(0.85);
    assertThat(auc(this::fall)).isLessThan(0.8);
    assertThat(auc(c -> complaints.getOrDefault(c.id(), 0))).isLessThan(0.8);
  }

  @Test
  void whoVisitedLastMonthIsLikelyToComeBack() {
    double auc = auc(customers, i -> month.getOrDefault(customers.get(i).id(), 0), this::cameBack);
    double share = customers.stream().filter(this::cameBack).count() / 5_000.0;
    assertThat(auc).isBetween(0.7, 0.9);
    assertThat(share).isBetween(0.2, 0.7);
  }

  private boolean cameBack(Customer customer) {
    return fortnight.contains(customer.id());
  }

  /** Weights fitted on two thirds, judged on the rest. */
  @Test
  void aGoodModelIsGoodAndNotPerfect() {
    List<double[]> rows = customers.stream().map(this::features).toList();
    standardise(rows);
    double[] weights = fit(rows.subList(0, 3_300));
    double auc = auc(customers.subList(3_300, 5_000), i -> dot(weights, rows.get(3_300 + i)));

    assertThat(auc).isBetween(0.8, 0.92);
  }

  private double[] features(Customer c) {
    return new double[] {
      1,
      c.tenureMonths(),
      c.contract().startsWith("Month") ? 1 : 0,
      c.contract().startsWith("Two") ? 1 : 0,
      c.monthlyCharges(),
      c.payment().startsWith("Electronic") ? 1 : 0,
      complaints.getOrDefault(c.id(), 0),
      fall(c),
      recent.getOrDefault(c.id(), 0) == 0 ? 1 : 0,
      average(c)
    };
  }

  private double fall(Customer c) {
    double now = recent.getOrDefault(c.id(), 0);
    double then = before.getOrDefault(c.id(), 0);
    return (then - now) / (then + now + 1);
  }

  private double average(Customer c) {
    return stars.getOrDefault(c.id(), List.of(4)).stream().mapToInt(s -> s).average().orElse(4);
  }

  private double auc(ToDoubleFunction<Customer> score) {
    return auc(customers, i -> score.applyAsDouble(customers.get(i)));
  }

  /** The probability that one who left has a higher score than one who stayed; ties count half. */
  private static double auc(List<Customer> customers, IntToDoubleFunction score) {
    return auc(customers, score, Customer::churned);
  }

  private static double auc(
      List<Customer> customers, IntToDoubleFunction score, Predicate<Customer> left) {
    record Scored(double value, boolean left) {}
    List<Scored> all = new ArrayList<>();
    for (int i = 0; i < customers.size(); i++) {
      all.add(new Scored(score.applyAsDouble(i), left.test(customers.get(i))));
    }
    all.sort(Comparator.comparingDouble(Scored::value));
    double rankSum = 0;
    double lefts = 0;
    int from = 0;
    while (from < all.size()) {
      int to = from;
      while (to < all.size() && all.get(to).value() == all.get(from).value()) {
        to++;
      }
      for (int i = from; i < to; i++) {
        if (all.get(i).left()) {
          rankSum += (from + 1 + to) / 2.0;
          lefts++;
        }
      }
      from = to;
    }
    return (rankSum - lefts * (lefts + 1) / 2) / (lefts * (all.size() - lefts));
  }

  private static void standardise(List<double[]> rows) {
    for (int f = 1; f < rows.get(0).length; f++) {
      int feature = f;
      double mean = rows.stream().mapToDouble(r -> r[feature]).average().orElseThrow();
      double deviation =
          Math.sqrt(
              rows.stream()
                  .mapToDouble(r -> (r[feature] - mean) * (r[feature] - mean))
                  .average()
                  .orElseThrow());
      rows.forEach(r -> r[feature] = (r[feature] - mean) / deviation);
    }
  }

  private double[] fit(List<double[]> rows) {
    double[] weights = new double[rows.get(0).length];
    for (int round = 0; round < 300; round++) {
      double[] gradient = new double[weights.length];
      for (int i = 0; i < rows.size(); i++) {
        double expected = 1 / (1 + Math.exp(-dot(weights, rows.get(i))));
        double error = (customers.get(i).churned() ? 1 : 0) - expected;
        for (int f = 0; f < weights.length; f++) {
          gradient[f] += error * rows.get(i)[f];
        }
      }
      for (int f = 0; f < weights.length; f++) {
        weights[f] += gradient[f] / rows.size();
      }
    }
    return weights;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
