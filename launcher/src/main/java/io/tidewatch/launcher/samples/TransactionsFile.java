package io.tidewatch.launcher.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code transactions.csv}: invoice lines, cancellations among them, in order of time. */
final class TransactionsFile {
  static final String NAME = "transactions.csv";
  private static final double MEAN_LINES = 5;
  private static final int MOST_LINES = 20;
  private static final double RETURN_CHANCE = 0.06;
  private static final double GUEST_CHANCE = 0.02;
  private static final int FIRST_INVOICE = 600_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String[] HEADER = {
    "invoice_no",
    "stock_code",
    "description",
    "quantity",
    "invoice_date",
    "unit_price",
    "customer_id",
    "country"
  };

  private TransactionsFile() {}

  static FileCounts write(
      Path folder, List<Customer> customers, Catalogue catalogue, int lines, Dice dice)
      throws IOException {
    DirtyRows.Weak weak =
        new DirtyRows.Weak(List.of(2, 7), 3, "a few", 4, "2026-13-45 99:00:00", -1, "", 1, -1, "");
    List<Timeline.Entry> invoices =
        Timeline.plan(customers, lines, MEAN_LINES, MOST_LINES, RETURN_CHANCE, dice);
    try (CsvFile file = new CsvFile(folder.resolve(NAME), HEADER)) {
      DirtyRows rows = new DirtyRows(file, weak, dice);
      int number = FIRST_INVOICE;
      for (Timeline.Entry invoice : invoices) {
        write(invoice, number++, catalogue, rows);
      }
      return rows.finish(NAME, "transactions");
    }
  }

  private static void write(Timeline.Entry invoice, int number, Catalogue catalogue, DirtyRows rows)
      throws IOException {
    Dice dice = new Dice(invoice.seed());
    Customer customer = invoice.customer();
    String no = (invoice.undone() ? "C" : "") + number;
    String who = dice.chance(GUEST_CHANCE) ? "" : customer.id();
    String time = TIME.format(Instant.ofEpochSecond(invoice.start().getEpochSecond()));
    Set<String> codes = new HashSet<>();
    for (int line = 0; line < invoice.length(); line++) {
      Catalogue.Product product = catalogue.pick(dice);
      while (!codes.add(product.code())) {
        product = catalogue.pick(dice);
      }
      int quantity = dice.geometric(product.price() > 50 ? 1.3 : 3, 48);
      rows.add(
          new String[] {
            no,
            product.code(),
            product.description(),
            Integer.toString(invoice.undone() ? -quantity : quantity),
            time,
            CustomersFile.amount(product.price()),
            who,
            customer.country().title()
          });
    }
  }
}
