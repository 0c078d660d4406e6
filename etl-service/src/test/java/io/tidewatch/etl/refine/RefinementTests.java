package io.tidewatch.etl.refine;

import static io.tidewatch.etl.TestingSpark.frame;
import static io.tidewatch.etl.TestingSpark.row;
import static io.tidewatch.etl.TestingSpark.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.lake.dataset.DataSets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class RefinementTests {
  private static final String PROVENANCE =
      ", _source string, _position bigint, _run_id string, _received_at timestamp, _landed_at timestamp";
  private static final Timestamp RECEIVED = at("2026-11-01T00:00:00Z");

  private final Refinements refinements =
      new Refinements(
          DataSets.read(
              new PathMatchingResourcePatternResolver(), List.of("classpath*:datasets/*.yaml")));

  @Test
  void saysWhatInvoiceLinesAre() {
    Dataset<Row> raw =
        frame(
            "invoice_no string, stock_code string, quantity int, invoice_date timestamp, unit_price double"
                + PROVENANCE,
            line("536365", "85123a", 6, 2.55, 1),
            line("c536379", "85123A", -6, 2.55, 2),
            line("536380", "22728", 0, 1.0, 3),
            line("536381", "post", 1, 18.0, 4),
            line("A563185", "B", 1, -11062.06, 5));

    assertThat(
            texts(
                processed("transactions", raw)
                    .select(
                        "invoice_no",
                        "stock_code",
                        "cancelled",
                        "returned",
                        "adjustment",
                        "amount")))
        .containsExactly(
            "536365|85123A|false|false|false|15.3000",
            "536380|22728|false|true|false|0.0000",
            "536381|POST|false|false|true|18.0000",
            "A563185|B|false|false|true|-11062.0600",
            "C536379|85123A|true|true|false|-15.3000");
  }

  @Test
  void quarantinesWithCheckAndReasonAndShowsNoPersonalValue() {
    Dataset<Row> raw =
        frame(
            "invoice_no string, stock_code string, quantity int, invoice_date timestamp, unit_price double, customer_id string"
                + PROVENANCE,
            row(
                "1",
                "P-1",
                1,
                at("2026-10-01T00:00:00Z"),
                -1.0,
                "secret",
                "f",
                1L,
                "run",
                RECEIVED,
                RECEIVED),
            row(
                "2",
                "P-1",
                1,
                at("2026-12-01T00:00:00Z"),
                1.0,
                "secret",
                "f",
                2L,
                "run",
                RECEIVED,
                RECEIVED),
            row(
                "3",
                " ",
                1,
                at("2026-10-01T00:00:00Z"),
                1.0,
                "secret",
                "f",
                3L,
                "run",
                RECEIVED,
                RECEIVED));

    Refinement refinement = of("transactions");
    List<String> quarantined = texts(refinement.quarantined(refinement.checked(raw)));

    assertThat(quarantined).hasSize(3);
    assertThat(quarantined.get(0)).startsWith("run|f|null|1|unit_price|etl.price-negative|");
    assertThat(quarantined.get(1))
        .startsWith("run|f|null|2|invoice_date|etl.invoice-date-in-future|");
    assertThat(quarantined.get(2)).startsWith("run|f|null|3|stock_code|etl.stock-code-blank|");
    assertThat(quarantined).noneMatch(r -> r.contains("secret"));
    assertThat(processed("transactions", raw).count()).isZero();
  }

  @Test
  void keepsTheCustomerThatLandedLastAndTheClickThatLandedFirst() {
    Timestamp earlier = at("2026-10-30T00:00:00Z");
    Dataset<Row> customers =
        frame(
            "customer_id string, contract string, tenure_months int, total_charges double"
                + PROVENANCE,
            row("C1", "one YEAR", 3, null, "f", 1L, "run", RECEIVED, RECEIVED),
            row(" C1", "two year", 0, null, "e", 9L, "run", RECEIVED, earlier),
            row("C2", "n/a", 0, null, "e", 10L, "run", RECEIVED, earlier));
    Dataset<Row> clicks =
        frame(
            "event_id string, event_time timestamp, event_type string, customer_id string, session_id string, quantity int"
                + PROVENANCE,
            row("e1", RECEIVED, "VIEW", "C1", null, null, "f", 7L, "later", RECEIVED, RECEIVED),
            row("e1", RECEIVED, "view", "C1", null, null, "f", 8L, "first", RECEIVED, earlier),
            row("e2", RECEIVED, "cart", "C1", "S", null, "f", 9L, "first", RECEIVED, earlier));

    assertThat(
            texts(
                processed("customers", customers)
                    .select("customer_id", "contract", "total_charges")))
        .containsExactly("C1|One year|null", "C2|null|0.0");
    assertThat(
            texts(
                processed("clickstream", clicks)
                    .select("event_id", "event_type", "session_id", "quantity", "_run_id")))
        .containsExactly("e1|view|C1@2026-11-01|null|first", "e2|cart|S|1|first");
  }

  @Test
  void givesEmptyTablesForEmptyFrames() {
    for (Refinement refinement : refinements.all()) {
      Dataset<Row> none =
          io.tidewatch.etl.TestingSpark.session()
              .createDataFrame(List.<Row>of(), refinement.rawSchema());
      assertThat(processed(refinement.name(), none).count()).as(refinement.name()).isZero();
    }
  }

  private Dataset<Row> processed(String dataset, Dataset<Row> raw) {
    Refinement refinement = of(dataset);
    return refinement.processed(refinement.numbered(refinement.checked(raw)));
  }

  private Refinement of(String dataset) {
    return refinements.all().stream()
        .filter(r -> r.name().equals(dataset))
        .findFirst()
        .orElseThrow();
  }

  private static Object[] line(
      String invoice, String code, int quantity, double price, long position) {
    return row(
        invoice,
        code,
        quantity,
        at("2026-10-01T09:00:00Z"),
        price,
        "f",
        position,
        "run",
        RECEIVED,
        RECEIVED);
  }

  private static Timestamp at(String instant) {
    return Timestamp.from(Instant.parse(instant));
  }
}
