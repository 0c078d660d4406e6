package io.tidewatch.etl.run;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A few raw rows with the dirt of real shops: copies, cancellations, fees, guests, late clicks. */
final class TestingRows {
  private TestingRows() {}

  static List<Map<String, Object>> customers() {
    return List.of(
        row("customer_id", "17850", "contract", "two year", "country", "uk", "tenure_months", 0),
        row("customer_id", "12583", "contract", "One year", "country", "FR", "tenure_months", 9));
  }

  static List<Map<String, Object>> customersAgain() {
    return List.of(
        row(
            "customer_id",
            " 17850 ",
            "contract",
            "MONTH TO MONTH",
            "country",
            "United Kingdom",
            "tenure_months",
            1));
  }

  static List<Map<String, Object>> transactions() {
    return List.of(
        line("536365", "85123A", "LANTERN", 6, 2.55, "17850", "United Kingdom"),
        line("536365", "71053", "MUG", 2, 2.55, "17850", "United Kingdom"),
        line("536365", "71053", "MUG", 2, 2.55, "17850", "United Kingdom"),
        line("C536379", "85123a", "LANTERN", -6, 2.55, "17850", "GB"),
        line("536365", "POST", "POSTAGE", 1, 18.0, "17850", "United Kingdom"),
        line("536370", "22728", "CLOCK", 24, 3.75, "12583", "France"),
        line("536371", "22728", "CLOCK", 8, 2.55, null, "United Kingdom"),
        line("536372", "22728", "CLOCK", 1, -5.0, "12583", "France"),
        line("A563185", "B", "Adjust bad debt", 1, -11062.06, null, "United Kingdom"));
  }

  static List<Map<String, Object>> clicks() {
    return List.of(
        click("e1", "2026-11-01T10:00:00Z", "view", "17850", "S1"),
        click("e2", "2026-11-01T10:01:00Z", "purchase", "17850", "S1"),
        click("e2", "2026-11-01T10:01:00Z", "purchase", "17850", "S1"),
        click("e3", "2026-11-01T11:00:00Z", "VIEW", "12583", null),
        click("e4", "2026-11-01T11:05:00Z", "page_view", "12583", null),
        click("e5", "2009-01-01T00:00:00Z", "view", "12583", null));
  }

  static List<Map<String, Object>> reviews() {
    return List.of(
        row(
            "review_id",
            "R1",
            "customer_id",
            "17850",
            "lang",
            "en-GB",
            "stars",
            4,
            "text",
            "Fine."));
  }

  private static Map<String, Object> line(
      String invoice,
      String code,
      String description,
      int quantity,
      double price,
      String customer,
      String country) {
    return row(
        "invoice_no",
        invoice,
        "stock_code",
        code,
        "description",
        description,
        "quantity",
        quantity,
        "invoice_date",
        OffsetDateTime.parse("2010-12-01T08:26:00Z"),
        "unit_price",
        price,
        "customer_id",
        customer,
        "country",
        country);
  }

  private static Map<String, Object> click(
      String id, String at, String type, String customer, String session) {
    return row(
        "event_id",
        id,
        "event_time",
        OffsetDateTime.parse(at),
        "event_type",
        type,
        "customer_id",
        customer,
        "session_id",
        session);
  }

  static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}
