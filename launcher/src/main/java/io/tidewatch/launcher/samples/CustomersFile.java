package io.tidewatch.launcher.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code customers.csv}: contract, services, charges and whether the customer left. */
final class CustomersFile {
  static final String NAME = "customers.csv";
  private static final String[] HEADER = {
    "customer_id",
    "gender",
    "senior_citizen",
    "partner",
    "dependents",
    "tenure_months",
    "phone_service",
    "multiple_lines",
    "internet_service",
    "online_security",
    "online_backup",
    "device_protection",
    "tech_support",
    "streaming_tv",
    "streaming_movies",
    "contract",
    "paperless_billing",
    "payment_method",
    "monthly_charges",
    "total_charges",
    "country",
    "signup_date",
    "email",
    "churned"
  };

  private CustomersFile() {}

  static FileCounts write(Path folder, List<Customer> customers, Dice dice) throws IOException {
    DirtyRows.Weak weak =
        new DirtyRows.Weak(
            List.of(1, 19, 22), 18, "on request", 21, "2026-02-31", -1, "", 0, -1, "");
    try (CsvFile file = new CsvFile(folder.resolve(NAME), HEADER)) {
      DirtyRows rows = new DirtyRows(file, weak, dice);
      for (Customer customer : customers) {
        rows.add(cells(customer));
      }
      return rows.finish(NAME, "customers");
    }
  }

  private static String[] cells(Customer c) {
    List<String> cells = new ArrayList<>();
    cells.add(c.id());
    cells.add(c.male() ? "Male" : "Female");
    cells.add(yes(c.senior()));
    cells.add(yes(c.partner()));
    cells.add(yes(c.dependents()));
    cells.add(Integer.toString(c.tenureMonths()));
    cells.add(yes(c.phone()));
    cells.add(c.options().get(0));
    cells.add(c.internet());
    cells.addAll(c.options().subList(1, c.options().size()));
    cells.add(c.contract());
    cells.add(yes(c.paperless()));
    cells.add(c.payment());
    cells.add(amount(c.monthlyCharges()));
    cells.add(amount(c.totalCharges()));
    cells.add(c.country().title());
    cells.add(c.signup().toString());
    cells.add(c.id().toLowerCase(Locale.ROOT) + "@example.com");
    cells.add(yes(c.churned()));
    return cells.toArray(String[]::new);
  }

  private static String yes(boolean is) {
    return is ? "Yes" : "No";
  }

  /** Two decimals, without the cost of a formatter. */
  static String amount(double value) {
    long cents = Math.round(value * 100);
    long rest = Math.abs(cents % 100);
    return (cents < 0 ? "-" : "") + Math.abs(cents / 100) + (rest < 10 ? ".0" : ".") + rest;
  }
}
