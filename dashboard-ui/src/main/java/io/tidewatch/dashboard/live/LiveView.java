package io.tidewatch.dashboard.live;

import static io.tidewatch.dashboard.charts.EChart.option;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import io.tidewatch.dashboard.charts.Charts;
import io.tidewatch.dashboard.charts.EChart;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.design.KpiCard;
import io.tidewatch.dashboard.design.KpiCard.Figure;
import io.tidewatch.dashboard.design.Page;
import io.tidewatch.dashboard.live.LiveSnapshot.Latency;
import io.tidewatch.dashboard.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page that moves when clicks arrive. */
@Route(value = "live", layout = MainLayout.class)
@PageTitle("Live · Tidewatch")
@Menu(title = "Live", order = 2, icon = "vaadin:spark-line")
@RolesAllowed("READER")
class LiveView extends Page {
  private static final List<String> STEPS = List.of("Viewed", "In cart", "Checkout", "Bought");

  private final LiveBroadcast broadcast;
  private final LiveState state;
  private final KpiCard rate = new KpiCard("Clicks per second", VaadinIcon.SPARK_LINE);
  private final KpiCard latency = new KpiCard("Click to dashboard", VaadinIcon.TIMER);
  private final KpiCard features = new KpiCard("Feature updates per second", VaadinIcon.COGS);
  private final KpiCard seen = new KpiCard("Clicks seen", VaadinIcon.CURSOR_O);
  private final EChart clicksChart = clicksChart();
  private final EChart funnelChart;
  private final Span funnelSubtitle = new Span();
  private final LiveFeeds feeds = new LiveFeeds();
  private final Div quiet = quiet();
  private final Button pause = new Button("Pause", VaadinIcon.PAUSE.create());
  private @Nullable Registration registration;
  private boolean paused;
  private long lastSecond;

  LiveView(LiveBroadcast broadcast, LiveState state) {
    super("Live");
    this.broadcast = broadcast;
    this.state = state;
    context("Clicks, scores and feelings as they pass through the platform.");
    funnelChart = Charts.funnel("Funnel of the last 15 minutes", STEPS, List.of(0L, 0L, 0L, 0L));
    pause.addClickListener(e -> pauseOrGoOn());
    actions(pause);
    add(
        quiet,
        figures(rate, latency, features, seen),
        cards(
            card("Clicks per second", "the last two minutes", clicksChart, "wide"),
            card("Live funnel", funnelSubtitle, funnelChart, "third"),
            card("Latest clicks", "newest first", feeds.clicks(), "wide"),
            card("Latest churn scores", "", feeds.churn(), "third"),
            card("Latest sentiments", "", feeds.sentiments(), "wide"),
            card("Anomalies", "metrics outside their usual range", feeds.anomalies(), "third")));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    UI ui = event.getUI();
    show(state.snapshot());
    registration = broadcast.listen(snapshot -> ui.access(() -> show(snapshot)));
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (registration != null) {
      registration.remove();
      registration = null;
    }
  }

  private void pauseOrGoOn() {
    paused = !paused;
    pause.setText(paused ? "Go on" : "Pause");
    pause.setIcon((paused ? VaadinIcon.PLAY : VaadinIcon.PAUSE).create());
  }

  private void show(LiveSnapshot now) {
    if (paused) {
      return;
    }
    quiet.setVisible(now.clicks().isEmpty());
    rate.show(Figure.of(Format.number(now.rate()), "mean of the last 10 s"));
    showLatency(now.latency());
    features.show(Figure.of(Format.number(now.featureUpdatesPerSecond()), "online features"));
    seen.show(Figure.of(Format.count(now.clicksSeen()), "since the dashboard started"));
    if (now.at().getEpochSecond() != lastSecond) {
      lastSecond = now.at().getEpochSecond();
      clicksChart.patch(option("series", List.of(option("data", points(now)))));
      funnelSubtitle.setText(
          now.sampled()
              ? "customers of %s clicks a second, last 15 minutes"
                  .formatted(Format.count(ClickWindow.READ_PER_SECOND))
              : "customers, last 15 minutes");
      funnelChart.patch(Charts.funnelOption(STEPS, now.funnel()));
    }
    feeds.show(now);
  }

  private void showLatency(@Nullable Latency measured) {
    latency.show(
        measured == null
            ? Figure.of(Format.UNKNOWN, "no click in the last 10 s")
            : Figure.of(
                Format.span(measured.newest()),
                "newest click; median " + Format.span(measured.median())));
  }

  private static List<Object> points(LiveSnapshot now) {
    List<Object> points = new ArrayList<>();
    Instant second = now.at().minusSeconds(now.clicksPerSecond().size());
    for (Long count : now.clicksPerSecond()) {
      points.add(List.of(second.getEpochSecond() * 1000, count));
      second = second.plusSeconds(1);
    }
    return points;
  }

  private static EChart clicksChart() {
    return new EChart(
        "Clicks per second over the last two minutes",
        option(
            "animation", false,
            "grid", option("left", 4, "right", 12, "top", 12, "bottom", 2, "containLabel", true),
            "tooltip", option("trigger", "axis"),
            "xAxis", option("type", "time"),
            "yAxis", option("type", "value", "minInterval", 1),
            "series",
                List.of(
                    option(
                        "type",
                        "line",
                        "name",
                        "Clicks",
                        "smooth",
                        0.3,
                        "itemStyle",
                        option("color", "var:--tw-chart-1"),
                        "areaStyle",
                        option("opacity", 0.16),
                        "data",
                        List.of()))));
  }

  private static Div card(
      String title, String subtitle, com.vaadin.flow.component.Component body, String span) {
    return card(title, new Span(subtitle), body, span);
  }

  private static Div card(
      String title, Span small, com.vaadin.flow.component.Component body, String span) {
    small.addClassName("card-subtitle");
    Div head = new Div(new H2(title), small);
    head.addClassName("card-head");
    Div content = new Div(body);
    content.addClassName("card-body");
    Div card = new Div(head, content);
    card.addClassNames("card", "section", "span-" + span);
    return card;
  }

  private static Div quiet() {
    Span title = new Span("It is quiet: no clicks have arrived yet");
    title.addClassName("message-title");
    Span command = new Span("./tidewatch traffic --rate 20");
    command.addClassName("command");
    Div quiet =
        new Div(
            VaadinIcon.CURSOR_O.create(), new Div(title, new Span(" Start some with "), command));
    quiet.addClassNames("card", "quiet");
    quiet.getElement().setAttribute("role", "status");
    return quiet;
  }
}
