package io.tidewatch.etl.marts;

import static io.tidewatch.etl.TestingSpark.frame;
import static io.tidewatch.etl.TestingSpark.row;
import static io.tidewatch.etl.TestingSpark.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class MartTransformationsTests {

  @Test
  void leavesAdjustmentsOutOfInvoicesAndTellsSalesFromReturns() {
    assertThat(
            texts(
                invoices()
                    .select(
                        "invoice_no",
                        "customer_id",
                        "sold",
                        "returned",
                        "items",
                        "revenue",
                        "return_value")))
        .containsExactly(
            "1|C1|true|false|3|30.0000|0.0000",
            "2|null|true|false|1|5.0000|0.0000",
            "C3|C1|false|true|0|0.0000|10.0000");
  }

  @Test
  void joinsTransactionsWithClickstreamByCustomerAndDay() {
    assertThat(texts(new CustomerDailyTransformation().apply(visits(), invoices())))
        .containsExactly(
            "C1|2026-10-01|3|1|2|1|0|0|1|3|30.0|1|10.0", "C2|2026-10-02|1|1|0|0|0|1|0|0|0.0|0|0.0");
  }

  @Test
  void countsSalesByDayAndCountryWithGuestsButCustomersWithout() {
    assertThat(texts(new SalesTransformation().apply(invoices())))
        .containsExactly("2026-10-01|Germany|2|4|35.0000|1|10.0000|1");
  }

  @Test
  void letsWhoPurchasedHavePassedEachStepOfTheFunnel() {
    assertThat(texts(new FunnelTransformation().apply(visits())))
        .containsExactly("2026-10-01|1|1|1|0|0", "2026-10-02|1|1|1|1|1");
  }

  @Test
  void countsClicksAndCustomersByTypeOfClick() {
    assertThat(texts(new ClicksTransformation().apply(visits())))
        .containsExactly("2026-10-01|cart|1|1", "2026-10-01|view|2|1", "2026-10-02|purchase|1|1");
  }

  @Test
  void summarisesEveryCustomerWhomAnyDataSetNames() {
    Dataset<Row> customers =
        frame(
            "customer_id string, country string, contract string, tenure_months int, monthly_charges double, churned boolean",
            row("C1", null, "One year", 5, 20.5, true),
            row("C9", "France", null, null, null, null));
    Dataset<Row> complaints = frame("customer_id string", row("C2"), row((Object) null));
    Dataset<Row> reviews =
        frame("customer_id string, stars int", row("C2", 1), row("C2", 4), row("C2", null));

    assertThat(
            texts(
                new CustomerSummaryTransformation()
                    .apply(customers, invoices(), visits(), complaints, reviews)
                    .select(
                        "customer_id",
                        "country",
                        "orders",
                        "revenue",
                        "returns",
                        "return_rate",
                        "complaints",
                        "reviews",
                        "average_stars",
                        "sessions")))
        .containsExactly(
            "C1|Germany|1|30.0000|1|1.0|0|0|null|1",
            "C2|null|0|0.0000|0|null|1|3|2.5|1",
            "C9|France|0|0.0000|0|null|0|0|null|0");
  }

  private static Dataset<Row> invoices() {
    return new InvoicesTransformation()
        .apply(
            frame(
                "invoice_no string, customer_id string, country string, invoice_date timestamp, quantity int, amount decimal(28,4), returned boolean, adjustment boolean",
                line("1", "C1", 2, "20", false, false),
                line("1", "C1", 1, "10", false, false),
                line("1", "C1", 1, "99", false, true),
                line("2", null, 1, "5", false, false),
                line("C3", "C1", -1, "-10", true, false)));
  }

  private static Dataset<Row> visits() {
    return new VisitsTransformation()
        .apply(
            frame(
                "customer_id string, session_id string, event_type string, event_time timestamp",
                row("C1", "S1", "view", at("2026-10-01T10:00:00Z")),
                row("C1", "S1", "view", at("2026-10-01T10:01:00Z")),
                row("C1", "S1", "cart", at("2026-10-01T10:02:00Z")),
                row("C2", "S2", "purchase", at("2026-10-02T10:00:00Z"))));
  }

  private static Object[] line(
      String invoice, String customer, int quantity, String amount, boolean returned, boolean fee) {
    return row(
        invoice,
        customer,
        "Germany",
        at("2026-10-01T09:00:00Z"),
        quantity,
        new BigDecimal(amount),
        returned,
        fee);
  }

  private static Timestamp at(String instant) {
    return Timestamp.from(Instant.parse(instant));
  }
}
