package io.tidewatch.dashboard.live;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.dashboard.design.Chip;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.live.LiveSnapshot.ArrivedClick;
import java.util.List;
import java.util.stream.Stream;

/** The lists of newest events; drawn in the browser from data, so that a push stays small. */
final class LiveFeeds {
  private static final int SHOWN = 10;
  private static final String CUSTOMER_LINK =
      "<a class=\"id\" href=\"customers/${item.path}\">${item.customer}</a>";
  private static final String CHIP = "<span class=\"chip ${item.tone}\">${item.label}</span>";

  private final Grid<ArrivedClick> clicks = grid("No click yet.");
  private final Grid<ChurnScored> churn = grid("No churn score yet.");
  private final Grid<SentimentScored> sentiments = grid("No scored text yet.");
  private final Grid<AnomalyDetected> anomalies = grid("Nothing unusual.");

  LiveFeeds() {
    clicks
        .addColumn(
            LitRenderer.<ArrivedClick>of("<span class=\"time\">${item.time}</span>")
                .withProperty("time", c -> Format.second(c.arrived())))
        .setHeader("Time (UTC)")
        .setAutoWidth(true)
        .setFlexGrow(0);
    clicks
        .addColumn(
            LitRenderer.<ArrivedClick>of(CHIP)
                .withProperty("tone", c -> tone(c.click()))
                .withProperty("label", c -> Format.words(c.click().type().wireName())))
        .setHeader("What")
        .setAutoWidth(true)
        .setFlexGrow(0);
    clicks
        .addColumn(customer(c -> c.click().customerId()))
        .setHeader("Customer")
        .setAutoWidth(true);
    clicks.addColumn(c -> about(c.click())).setHeader("About").setFlexGrow(2);
    clicks
        .addColumn(
            LitRenderer.<ArrivedClick>of("<span class=\"number\">${item.latency}</span>")
                .withProperty("latency", c -> Format.span(c.latency())))
        .setHeader("Took")
        .setAutoWidth(true)
        .setFlexGrow(0);

    churn.addColumn(customer(ChurnScored::customerId)).setHeader("Customer");
    churn
        .addColumn(
            LitRenderer.<ChurnScored>of(CHIP)
                .withProperty("tone", s -> Chip.tone(s.band()).css())
                .withProperty("label", s -> Format.percent(s.probability())))
        .setHeader("Churn")
        .setAutoWidth(true)
        .setFlexGrow(0);

    sentiments
        .addColumn(
            LitRenderer.<SentimentScored>of(CHIP)
                .withProperty("tone", s -> Chip.tone(s.sentiment()).css())
                .withProperty("label", s -> Format.words(s.sentiment())))
        .setHeader("Feeling")
        .setAutoWidth(true)
        .setFlexGrow(0);
    sentiments.addColumn(s -> Format.percent(s.confidence())).setHeader("Confidence");
    sentiments.addColumn(s -> Format.words(s.kind().wireName())).setHeader("Kind");
    sentiments.addColumn(LiveFeeds::language).setHeader("Language");
    sentiments
        .addColumn(customer(s -> s.customerId() == null ? "" : s.customerId()))
        .setHeader("Customer");

    anomalies
        .addColumn(
            LitRenderer.<AnomalyDetected>of(CHIP)
                .withProperty("tone", a -> severity(a.severity()))
                .withProperty("label", a -> Format.words(a.severity())))
        .setHeader("Severity")
        .setAutoWidth(true)
        .setFlexGrow(0);
    anomalies.addColumn(AnomalyDetected::message).setHeader("What");
    anomalies.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
  }

  Grid<ArrivedClick> clicks() {
    return clicks;
  }

  Grid<ChurnScored> churn() {
    return churn;
  }

  Grid<SentimentScored> sentiments() {
    return sentiments;
  }

  Grid<AnomalyDetected> anomalies() {
    return anomalies;
  }

  void show(LiveSnapshot now) {
    replace(clicks, now.clicks());
    replace(churn, now.churnScores());
    replace(sentiments, now.sentiments());
    replace(anomalies, now.anomalies());
  }

  private static <T> void replace(Grid<T> grid, List<T> newest) {
    List<T> shown = newest.subList(0, Math.min(SHOWN, newest.size()));
    if (!shown.equals(grid.getListDataView().getItems().toList())) {
      grid.setItems(shown);
    }
  }

  private static <T> Grid<T> grid(String empty) {
    Grid<T> grid = new Grid<>();
    grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.NO_ROW_BORDERS);
    grid.addClassName("feed");
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setAllRowsVisible(true);
    grid.setEmptyStateText(empty);
    grid.setItems(List.of());
    return grid;
  }

  private static <T> LitRenderer<T> customer(com.vaadin.flow.function.ValueProvider<T, String> id) {
    return LitRenderer.<T>of(CUSTOMER_LINK)
        .withProperty("customer", id)
        .withProperty(
            "path",
            item ->
                java.net.URLEncoder.encode(id.apply(item), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("+", "%20"));
  }

  private static String about(ClickRecorded click) {
    return String.join(
        " · ",
        Stream.of(
                click.searchQuery() == null ? "" : "“" + click.searchQuery() + "”",
                click.productId() == null ? "" : click.productId(),
                click.category() == null ? "" : click.category(),
                click.price() == null ? "" : Format.money(click.price()),
                click.country() == null ? "" : Format.country(click.country()))
            .filter(s -> !s.isEmpty())
            .toList());
  }

  private static String language(SentimentScored score) {
    return score.language() == null ? Format.UNKNOWN : Format.language(score.language());
  }

  private static String tone(ClickRecorded click) {
    return switch (click.type()) {
      case PURCHASE -> Chip.Tone.GOOD.css();
      case CHECKOUT, CART -> Chip.Tone.NOTICE.css();
      case REMOVE_FROM_CART -> Chip.Tone.WARNING.css();
      case PAGE_VIEW, VIEW, SEARCH -> Chip.Tone.NEUTRAL.css();
    };
  }

  private static String severity(String severity) {
    return switch (severity) {
      case "critical" -> Chip.Tone.BAD.css();
      case "warning" -> Chip.Tone.WARNING.css();
      default -> Chip.Tone.NOTICE.css();
    };
  }
}
