package io.tidewatch.feature.materialise;

import static io.tidewatch.feature.materialise.TestingFrames.frame;
import static io.tidewatch.feature.materialise.TestingFrames.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.feature.view.FeatureViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ClickFeaturesTransformationTests {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
  private static final String COLUMNS =
      "event_id string, customer_id string, event_time timestamp, event_type string,"
          + " product_id string, category string, price double";

  private int ids;

  @Test
  void computesEveryFeatureAsByHand() {
    // three visits: 2 clicks 40 days ago, 3 clicks 10 days ago (12 minutes), 5 clicks now
    Row features =
        newest(
            click(days(40), "view", "p1", "c1", 5.0),
            click(days(40).plusSeconds(60), "purchase", "p1", "c1", 5.0),
            click(days(10), "search", null, null, null),
            click(days(10).plusSeconds(120), "cart", "p2", "c1", 8.0),
            click(days(10).plusSeconds(720), "purchase", "p2", "c1", 8.0),
            click(NOW.minusSeconds(7200), "view", "p3", "c2", 10.0),
            click(NOW.minusSeconds(600), "view", "p3", "c2", 10.0),
            click(NOW.minusSeconds(540), "view", "p4", "c3", 20.0),
            click(NOW.minusSeconds(480), "cart", "p4", "c3", 20.0),
            click(NOW, "remove_from_cart", "p4", "c3", null));

    assertThat(asOf(features)).isEqualTo(NOW);
    expect(features, "events_1h", 4);
    expect(features, "events_24h", 5);
    expect(features, "events_7d", 5);
    expect(features, "events_30d", 8);
    expect(features, "sessions_7d", 2);
    expect(features, "sessions_30d", 3);
    expect(features, "views_7d", 3);
    expect(features, "carts_7d", 1);
    expect(features, "removes_7d", 1);
    expect(features, "checkouts_7d", 0);
    expect(features, "purchases_7d", 0);
    expect(features, "purchases_30d", 1);
    expect(features, "searches_7d", 0);
    expect(features, "distinct_products_7d", 2);
    expect(features, "distinct_categories_7d", 2);
    expect(features, "average_price_7d", 60.0 / 4);
    expect(features, "cart_to_view_7d", 1.0 / 3);
    expect(features, "purchase_to_cart_7d", 0);
    expect(features, "average_session_minutes_30d", (12 + 0 + 10) / 3.0);
    expect(features, "days_since_last_click", 0);
    expect(features, "activity_trend", 1); // all eight are of the last 15 days
    assertThat(features.isNullAt(features.fieldIndex("label"))).isTrue();
  }

  @Test
  void labelsWhoeverDoesNotComeBackWithinTheHorizon() {
    Instant cutOff = days(20);
    List<Row> rows =
        rows(
            List.of(cutOff, days(5)),
            clickOf("stays", days(21), "view"),
            clickOf("stays", days(7), "view"),
            clickOf("leaves", days(22), "view"),
            clickOf("returns-late", days(23), "view"),
            clickOf("returns-late", days(5), "view"),
            clickOf("long-gone", days(60), "view"),
            clickOf("newest", NOW, "view"));

    assertThat(label(rows, "stays", cutOff)).isEqualTo(false);
    assertThat(label(rows, "leaves", cutOff)).isEqualTo(true);
    assertThat(label(rows, "returns-late", cutOff)).isEqualTo(true);
    assertThat(at(rows, "long-gone", cutOff)).isEmpty();
    assertThat(at(rows, "long-gone", NOW)).hasSize(1);
    assertThat(label(rows, "stays", days(5))).as("horizon is not over").isNull();
  }

  @Test
  void knowsNothingOfWhatHappensAfterACutOff() {
    Random random = new Random(7);
    String[] types = {"view", "cart", "purchase", "search", "checkout", "remove_from_cart"};
    List<Row> clicks = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      clicks.add(
          row(
              "e" + i,
              "c" + random.nextInt(12),
              NOW.minusSeconds(random.nextInt(70 * 86_400)),
              types[random.nextInt(types.length)],
              "p" + random.nextInt(9),
              "k" + random.nextInt(4),
              random.nextDouble() * 50));
    }
    clicks.add(row("last", "c0", NOW, "view", "p1", "k1", 1.0));
    Instant cutOff = days(21);
    List<Row> withFuture = rows(List.of(cutOff), clicks.toArray(Row[]::new));
    Row[] past =
        clicks.stream()
            .filter(c -> !c.<java.sql.Timestamp>getAs(2).toInstant().isAfter(cutOff))
            .toArray(Row[]::new);
    // the same instant, once as a cut-off in the past and once as the newest that is known
    List<Row> withoutFuture =
        visits(past, cutOff, List.of()).filter("events_30d > 0").collectAsList();

    assertThat(withoutFuture).isNotEmpty();
    assertThat(withFuture.stream().filter(r -> asOf(r).equals(cutOff)))
        .hasSameSizeAs(withoutFuture);
    for (Row known : withoutFuture) {
      Row leaky = at(withFuture, known.getAs("customer_id"), cutOff).getFirst();
      for (String name : FeatureViews.CLICKSTREAM.numeric()) {
        assertThat(leaky.<Double>getAs(name)).as(name).isEqualTo(known.<Double>getAs(name));
      }
    }
  }

  private Row newest(Row... clicks) {
    return rows(List.of(), clicks).getFirst();
  }

  private List<Row> rows(List<Instant> cutOffs, Row... clicks) {
    return visits(clicks, NOW, cutOffs).collectAsList();
  }

  private Dataset<Row> visits(Row[] clicks, Instant newest, List<Instant> cutOffs) {
    Dataset<Row> visits = new ClickSessionsTransformation().apply(frame(COLUMNS, clicks));
    return new ClickFeaturesTransformation().apply(visits, newest, cutOffs);
  }

  private Row click(Instant at, String type, String product, String category, Double price) {
    return row("e" + ids++, "ann", at, type, product, category, price);
  }

  private Row clickOf(String customer, Instant at, String type) {
    return row("e" + ids++, customer, at, type, null, null, null);
  }

  private static Object label(List<Row> rows, String customer, Instant cutOff) {
    return at(rows, customer, cutOff).getFirst().getAs("label");
  }

  private static List<Row> at(List<Row> rows, String customer, Instant cutOff) {
    return rows.stream()
        .filter(r -> r.getAs("customer_id").equals(customer) && asOf(r).equals(cutOff))
        .toList();
  }

  private static Instant asOf(Row row) {
    return row.<java.sql.Timestamp>getAs("as_of").toInstant();
  }

  private static void expect(Row row, String name, double value) {
    assertThat(row.<Double>getAs(name)).as(name).isCloseTo(value, within(1e-9));
  }

  private static Instant days(int ago) {
    return NOW.minus(Duration.ofDays(ago));
  }
}
