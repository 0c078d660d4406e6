package io.tidewatch.launcher.samples;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** All sample customers; who leaves follows from contract, tenure, price, service and mood. */
final class Population {
  private static final long DAY = 86_400;
  private static final int HISTORY_DAYS = 365;
  private static final List<String> CONTRACTS = List.of("Month-to-month", "One year", "Two year");
  private static final List<String> PAYMENTS =
      List.of(
          "Electronic check",
          "Mailed check",
          "Bank transfer (automatic)",
          "Credit card (automatic)");
  private static final List<String> INTERNET = List.of("Fiber optic", "DSL", "No");
  private static final double[] OPTION_PRICE = {5, 5, 5, 5, 5, 10, 10};

  private final Instant until;
  private final List<Customer> customers = new ArrayList<>();

  Population(SampleSizes sizes) {
    this.until = sizes.until();
    Dice dice = new Dice(sizes.seed(), "customers");
    for (int i = 1; i <= sizes.customers(); i++) {
      customers.add(customer(i, dice));
    }
  }

  List<Customer> customers() {
    return customers;
  }

  private Customer customer(int number, Dice dice) {
    Country country = Country.pick(dice);
    int contract = dice.weighted(55, 24, 21);
    int tenure = tenure(contract, dice);
    boolean phone = dice.chance(0.9);
    int internet = dice.weighted(44, phone ? 34 : 60, phone ? 22 : 0.0001);
    List<String> options = options(phone, internet, tenure, dice);
    double monthly = monthly(phone, internet, options, dice);
    boolean senior = dice.chance(0.16);
    boolean partner = dice.chance(0.48);
    int payment = dice.weighted(34, 22, 22, 22);
    double unhappiness = dice.gaussian() + (internet == 0 ? 0.2 : -0.1);
    double liveliness = StrictMath.exp(1.3 * dice.gaussian());
    double leaning =
        -2.15
            + (contract == 0 ? 1.35 : contract == 1 ? -0.5 : -1.6)
            - 0.032 * (tenure - 20)
            + 0.022 * (monthly - 65)
            + 1.0 * unhappiness
            + (payment == 0 ? 0.4 : 0)
            + (senior ? 0.3 : 0)
            + (options.get(4).equals("No") ? 0.3 : 0);
    boolean churned = dice.chance(1 / (1 + StrictMath.exp(-leaning)));
    return new Customer(
        "C%06d".formatted(number),
        country,
        dice.chance(0.06) ? "en" : dice.one(country.languages()),
        dice.chance(0.5),
        senior,
        partner,
        partner ? dice.chance(0.5) : dice.chance(0.1),
        tenure,
        phone,
        INTERNET.get(internet),
        options,
        CONTRACTS.get(contract),
        dice.chance(0.6),
        PAYMENTS.get(payment),
        cents(monthly),
        cents(monthly * tenure * dice.between(0.96, 1.03)),
        until
            .atOffset(ZoneOffset.UTC)
            .toLocalDate()
            .minusMonths(tenure)
            .minusDays(dice.whole(0, 28)),
        churned,
        unhappiness,
        liveliness,
        activity(tenure, churned, unhappiness, dice));
  }

  private static int tenure(int contract, Dice dice) {
    double longing = contract == 0 ? 16 : contract == 1 ? 34 : 48;
    double months = -longing * StrictMath.log(1 - 0.98 * dice.between(0, 1));
    return Math.clamp(Math.round(months) + 1, 1, 72);
  }

  private static List<String> options(boolean phone, int internet, int tenure, Dice dice) {
    List<String> answers = new ArrayList<>();
    answers.add(!phone ? "No phone service" : dice.chance(0.47) ? "Yes" : "No");
    for (int i = 1; i < OPTION_PRICE.length; i++) {
      answers.add(
          INTERNET.get(internet).equals("No")
              ? "No internet service"
              : dice.chance(0.3 + tenure / 240.0) ? "Yes" : "No");
    }
    return List.copyOf(answers);
  }

  private static double monthly(boolean phone, int internet, List<String> options, Dice dice) {
    double price = (phone ? 20 : 0) + (internet == 0 ? 50 : internet == 1 ? 25 : 0);
    for (int i = 0; i < OPTION_PRICE.length; i++) {
      price += options.get(i).equals("Yes") ? OPTION_PRICE[i] : 0;
    }
    return Math.max(18, price + dice.between(-2, 2));
  }

  /**
   * Most who leave fade out and half of them stop; some who stay fade or pause too, so that
   * activity is a strong hint and no proof.
   */
  private Customer.Activity activity(int tenure, boolean churned, double unhappiness, Dice dice) {
    long end = until.getEpochSecond();
    long days = Math.min(HISTORY_DAYS, Math.max(20, tenure * 30L - dice.whole(0, 10)));
    long from = end - days * DAY;
    boolean fades = dice.chance(churned ? 0.75 : 0.16 + (unhappiness > 1 ? 0.08 : 0));
    long fallsFrom = fades ? end - dice.whole(30, 90) * DAY : end;
    double floor = fades ? (churned ? dice.between(0.05, 0.7) : dice.between(0.2, 0.9)) : 1;
    boolean stops = dice.chance(churned ? 0.3 : 0.08);
    long stopsAt = stops ? end - dice.whole(2, 45) * DAY : end + 1;
    boolean pauses = dice.chance(0.25);
    long pauseFrom = pauses ? end - dice.whole(5, 300) * DAY : end + 1;
    return new Customer.Activity(
        from,
        Math.max(from, fallsFrom),
        floor,
        Math.max(from + 10 * DAY, stopsAt),
        pauseFrom,
        pauseFrom + dice.whole(7, 30) * DAY,
        end);
  }

  private static double cents(double amount) {
    return Math.round(amount * 100) / 100.0;
  }
}
