package io.tidewatch.launcher.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code clickstream.csv}: the visits of all customers, in order of their starts. */
final class ClickstreamFile {
  static final String NAME = "clickstream.csv";
  private static final double MEAN_CLICKS = 5;
  private static final int MOST_CLICKS = 40;
  private static final String[] HEADER = {
    "event_id",
    "event_time",
    "event_type",
    "customer_id",
    "session_id",
    "product_id",
    "category",
    "brand",
    "price",
    "quantity",
    "page",
    "search_query",
    "device",
    "country"
  };

  private ClickstreamFile() {}

  static FileCounts write(
      Path folder, List<Customer> customers, Catalogue catalogue, int clicks, Dice dice)
      throws IOException {
    DirtyRows.Weak weak =
        new DirtyRows.Weak(
            List.of(4, 6, 7, 12),
            8,
            "free",
            1,
            "yesterday",
            2,
            "teleport",
            3,
            1,
            "2009-06-01T12:00:00Z");
    List<Timeline.Entry> visits =
        Timeline.plan(customers, clicks, MEAN_CLICKS, MOST_CLICKS, 0, dice);
    try (CsvFile file = new CsvFile(folder.resolve(NAME), HEADER)) {
      DirtyRows rows = new DirtyRows(file, weak, dice);
      for (Timeline.Entry visit : visits) {
        Visit running =
            new Visit(visit.customer(), visit.start(), catalogue, new Dice(visit.seed()));
        for (int i = 0; i < visit.length(); i++) {
          rows.add(cells(running.next()));
        }
      }
      return rows.finish(NAME, "clickstream");
    }
  }

  private static String[] cells(Visit.Click click) {
    Catalogue.Product product = click.product();
    return new String[] {
      click.eventId(),
      click.at().toString(),
      click.type().wireName(),
      click.customer().id(),
      click.sessionId(),
      product == null ? "" : product.code(),
      product == null ? "" : product.category(),
      product == null ? "" : product.brand(),
      product == null ? "" : CustomersFile.amount(product.price()),
      click.quantity() == 0 ? "" : Integer.toString(click.quantity()),
      click.page(),
      click.query(),
      click.device(),
      click.customer().country().name()
    };
  }
}
