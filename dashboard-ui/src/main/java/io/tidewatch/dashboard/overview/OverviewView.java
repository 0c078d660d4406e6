package io.tidewatch.dashboard.overview;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.design.KpiCard;
import io.tidewatch.dashboard.design.KpiCard.Figure;
import io.tidewatch.dashboard.design.Once;
import io.tidewatch.dashboard.design.Page;
import io.tidewatch.dashboard.design.Section;
import io.tidewatch.dashboard.marts.Marts;
import io.tidewatch.dashboard.services.ChurnClient;
import io.tidewatch.dashboard.services.ChurnSummary;
import io.tidewatch.dashboard.services.SentimentClient;
import io.tidewatch.dashboard.services.SentimentSummary;
import io.tidewatch.dashboard.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The company at a glance. */
@Route(value = "", layout = MainLayout.class)
@PageTitle("Overview · Tidewatch")
@Menu(title = "Overview", order = 1, icon = "vaadin:dashboard")
@RolesAllowed("READER")
class OverviewView extends Page {
  private static final int DAYS = 90;
  private static final int FUNNEL_DAYS = 30;
  private static final int RANKED = 8;
  private static final String NO_DATA =
      "Load files with './tidewatch ingest' or wait for the first ETL run.";

  private final Background background;
  private final Marts marts;
  private final Clock clock;
  private final Span stamp = new Span();
  private final Once<ChurnSummary> churn;
  private final Once<SentimentSummary> sentiment;

  OverviewView(
      Background background,
      Marts marts,
      ChurnClient churnClient,
      SentimentClient sentimentClient,
      JsonMapper json,
      Clock clock) {
    super("Overview");
    this.background = background;
    this.marts = marts;
    this.clock = clock;
    this.churn =
        new Once<>(
            () ->
                ChurnSummary.of(ChurnClient.CUSTOMER_MODEL, churnClient.summary(), json)
                    .orElse(ChurnSummary.NONE));
    this.sentiment = new Once<>(() -> sentimentClient.summary());
    context("Customers, revenue and feelings at a glance.");
    stamp.addClassName("stamp");
    actions(stamp);
    add(kpis(), sections());
    addAttachListener(
        e ->
            background.load(
                this, marts::freshness, this::showFreshness, failure -> stamp.setText("")));
  }

  private com.vaadin.flow.component.Component kpis() {
    return figures(
        new KpiCard("Customers", VaadinIcon.USERS)
            .load(
                background,
                marts::customers,
                c ->
                    Figure.of(
                        Format.count(c.customers()),
                        c.churned() == 0
                            ? "in the marts"
                            : Format.count(c.churned()) + " known to have left")),
        new KpiCard("At risk of leaving", VaadinIcon.EXIT_O)
            .load(
                background,
                () -> Optional.of(churn.call()).filter(s -> s.scored() > 0),
                s ->
                    Figure.of(
                        Format.count(s.high()),
                        Format.percent(s.shareAtRisk())
                            + " of "
                            + Format.count(s.scored())
                            + " scored")),
        new KpiCard("Revenue, 30 days", VaadinIcon.COIN_PILES)
            .load(
                background,
                marts::sales,
                s ->
                    Figure.compared(
                        Format.money(s.revenue()),
                        "to " + Format.day(s.lastDay()),
                        s.revenue(),
                        s.previousRevenue(),
                        true)),
        new KpiCard("Orders, 30 days", VaadinIcon.CART_O)
            .load(
                background,
                marts::sales,
                s ->
                    Figure.compared(
                        Format.count(s.orders()),
                        "to " + Format.day(s.lastDay()),
                        s.orders(),
                        s.previousOrders(),
                        true)),
        new KpiCard("Average order, 30 days", VaadinIcon.PACKAGE)
            .load(
                background,
                () -> marts.sales().filter(s -> s.orders() > 0),
                s ->
                    Figure.compared(
                        Format.money(s.revenue() / s.orders()),
                        "to " + Format.day(s.lastDay()),
                        s.revenue() / s.orders(),
                        s.previousOrders() == 0 ? 0 : s.previousRevenue() / s.previousOrders(),
                        true)),
        new KpiCard("Complaints, 30 days", VaadinIcon.COMMENT_O)
            .load(
                background,
                marts::complaints,
                c ->
                    Figure.compared(
                        Format.count(c.now()),
                        "to " + Format.day(c.lastDay()),
                        c.now(),
                        c.before(),
                        false)),
        new KpiCard("Negative texts", VaadinIcon.FROWN_O)
            .load(
                background,
                () -> Optional.of(sentiment.call()).filter(s -> s.texts() > 0),
                s ->
                    Figure.of(
                        Format.percent(s.shareNegative()),
                        "of " + Format.count(s.texts()) + " texts")),
        new KpiCard("Clicks, 7 days", VaadinIcon.CURSOR_O)
            .load(
                background,
                marts::clicks,
                c ->
                    Figure.compared(
                        Format.count(c.now()),
                        "to " + Format.day(c.lastDay()),
                        c.now(),
                        c.before(),
                        true)));
  }

  private com.vaadin.flow.component.Component sections() {
    return cards(
        new Section<>(
                background,
                "Revenue and orders",
                () -> marts.salesByDay(DAYS),
                OverviewCharts::sales)
            .subtitle("per day, the last 90 days with sales")
            .whenEmpty(java.util.List::isEmpty, "No sales yet", NO_DATA)
            .span("wide"),
        new Section<>(background, "Churn risk", churn, OverviewCharts::churn)
            .subtitle("customers by probability of leaving")
            .whenEmpty(
                s -> s.scored() == 0,
                "Nobody scored yet",
                "Scores appear when the first model has been trained.")
            .span("third"),
        new Section<>(background, "Sentiment", sentiment, OverviewCharts::sentiment)
            .subtitle("reviews and complaints by class, the last 90 days with texts")
            .whenEmpty(
                s -> s.byDay() == null || s.byDay().isEmpty(),
                "No text scored yet",
                "Load reviews or complaints to see what customers feel.")
            .span("wide"),
        new Section<>(
                background,
                "Funnel",
                () -> marts.funnel(FUNNEL_DAYS),
                f -> OverviewCharts.funnel(f.orElseThrow()))
            .subtitle("sessions, the last 30 days with clicks")
            .whenEmpty(Optional::isEmpty, "No clicks yet", NO_DATA)
            .span("third"),
        new Section<>(
                background,
                "Complaints",
                () -> marts.complaintsByDay(DAYS),
                OverviewCharts::complaints)
            .subtitle("per day and channel")
            .whenEmpty(java.util.List::isEmpty, "No complaints yet", NO_DATA)
            .span("wide"),
        new Section<>(
                background,
                "Sales by country",
                () -> marts.salesByCountry(RANKED),
                OverviewCharts::countries)
            .subtitle("revenue, all time")
            .whenEmpty(java.util.List::isEmpty, "No sales yet", NO_DATA)
            .span("third"),
        new Section<>(
                background,
                "Top products",
                () -> marts.topProducts(RANKED),
                OverviewCharts::products)
            .subtitle("revenue, all time")
            .whenEmpty(java.util.List::isEmpty, "No sales yet", NO_DATA)
            .span("full"));
  }

  private void showFreshness(Optional<Marts.Freshness> freshness) {
    stamp.setText(
        freshness
            .map(
                f ->
                    "Data as of %s UTC (%s)%s"
                        .formatted(
                            Format.minute(f.refreshedAt()),
                            Format.ago(f.refreshedAt(), clock.instant()),
                            f.runId() == null ? "" : " · run " + shortened(f.runId())))
            .orElse(""));
  }

  private static String shortened(String runId) {
    return runId.length() > 8 ? runId.substring(0, 8) : runId;
  }
}
