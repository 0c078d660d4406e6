package io.tidewatch.dashboard.customers;

import static io.tidewatch.dashboard.charts.EChart.option;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.dashboard.charts.EChart;
import io.tidewatch.dashboard.design.Chip;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.marts.CustomerRecord;
import io.tidewatch.dashboard.services.ScoredText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws what is known about one customer. */
final class CustomerCards {
  private static final int DRIVERS = 8;

  private CustomerCards() {}

  static Component score(ChurnScored score) {
    Span number = new Span(Format.percent(score.probability()));
    number.addClassName("score-number");
    Div top = new Div(number, Chip.of(score.band()));
    top.addClassName("score-top");
    Span note =
        new Span(
            "Average %s · model %s %s · data as of %s · scored %s UTC"
                .formatted(
                    Format.percent(score.baseline()),
                    score.model(),
                    score.modelVersion(),
                    Format.minute(score.asOf()),
                    Format.minute(score.scoredAt())));
    note.addClassName("card-subtitle");
    Div all = new Div(top, note, waterfall(score));
    all.addClassName("score");
    return all;
  }

  /** From the average to the probability, one bar a driver. */
  private static EChart waterfall(ChurnScored score) {
    List<String> names = new ArrayList<>(List.of("Average"));
    List<Double> invisible = new ArrayList<>(List.of(0.0));
    List<Object> visible = new ArrayList<>();
    visible.add(bar(score.baseline(), "var:--tw-chart-7", Format.percent(score.baseline())));
    double reached = score.baseline();
    double rest = score.probability() - score.baseline();
    List<ChurnScored.Contribution> drivers = score.contributions().stream().limit(DRIVERS).toList();
    for (ChurnScored.Contribution driver : drivers) {
      rest -= driver.contribution();
      reached =
          step(
              Format.words(driver.feature()) + ": " + driver.value(),
              driver.contribution(),
              reached,
              names,
              invisible,
              visible);
    }
    if (Math.abs(rest) > 0.0005) {
      step("All others", rest, reached, names, invisible, visible);
    }
    names.add("This customer");
    invisible.add(0.0);
    visible.add(
        bar(score.probability(), Chip.colour(score.band()), Format.percent(score.probability())));
    EChart chart =
        new EChart(
            "What moves the churn probability from the average to this customer",
            option(
                "grid",
                    option("left", 18, "right", 52, "top", 4, "bottom", 4, "containLabel", true),
                "tooltip", option("show", false),
                "xAxis",
                    option(
                        "type",
                        "value",
                        "max",
                        1,
                        "min",
                        0,
                        "axisLabel",
                        option("formatter", "fn:percent")),
                "yAxis",
                    option(
                        "type",
                        "category",
                        "inverse",
                        true,
                        "data",
                        names,
                        "axisLabel",
                        option("interval", 0, "formatter", "fn:short")),
                "series",
                    List.of(
                        option(
                            "type",
                            "bar",
                            "stack",
                            "w",
                            "silent",
                            true,
                            "itemStyle",
                            option("color", "transparent"),
                            "data",
                            invisible),
                        option("type", "bar", "stack", "w", "barMaxWidth", 20, "data", visible))));
    chart.addClassName("waterfall");
    return chart;
  }

  private static double step(
      String name,
      double contribution,
      double reached,
      List<String> names,
      List<Double> invisible,
      List<Object> visible) {
    double next = Math.clamp(reached + contribution, 0, 1);
    names.add(name);
    invisible.add(Math.min(reached, next));
    visible.add(
        bar(
            Math.abs(next - reached),
            contribution > 0 ? "var:--tw-band-high" : "var:--tw-band-low",
            String.format(Locale.ENGLISH, "%+.1f", contribution * 100)));
    return next;
  }

  private static Object bar(double length, String colour, String label) {
    return option(
        "value", length,
        "itemStyle", option("color", colour, "borderRadius", 4),
        "label",
            option(
                "show",
                true,
                "position",
                "right",
                "formatter",
                label,
                "color",
                "var:--vaadin-text-color-secondary"));
  }

  static Component profile(CustomerRecord c) {
    Facts facts =
        new Facts()
            .add("Country", Format.country(c.country()))
            .add("Contract", c.contract() == null ? Format.UNKNOWN : c.contract())
            .add("Tenure", c.tenureMonths() == null ? Format.UNKNOWN : c.tenureMonths() + " months")
            .add("Monthly charges", Format.money(c.monthlyCharges()))
            .add("Orders", Format.count(c.orders()))
            .add("Revenue", Format.money(c.revenue()))
            .add("Returns", Format.count(c.returns()) + " (" + Format.percent(c.returnRate()) + ")")
            .add("First order", Format.day(c.firstOrder()))
            .add("Last order", Format.day(c.lastOrder()))
            .add("Complaints", Format.count(c.complaints()))
            .add("Reviews", Format.count(c.reviews()))
            .add("Average stars", Format.number(c.averageStars()))
            .add("Sessions", Format.count(c.sessions()))
            .add("Last click", Format.minute(c.lastClick()));
    if (Boolean.TRUE.equals(c.churned())) {
      Div both = new Div(new Chip("Has left", VaadinIcon.EXIT_O, Chip.Tone.BAD), facts);
      both.addClassName("stack");
      return both;
    }
    return facts;
  }

  static Component features(FeaturesUpdated features) {
    Facts facts = new Facts();
    new TreeMap<>(features.numeric())
        .forEach((name, value) -> facts.add(Format.words(name), Format.number(value)));
    new TreeMap<>(features.categorical())
        .forEach((name, value) -> facts.add(Format.words(name), value));
    Span stamp = new Span("As of " + Format.minute(features.asOf()) + " UTC");
    stamp.addClassName("card-subtitle");
    Div both = new Div(stamp, facts);
    both.addClassName("stack");
    return both;
  }

  static Component texts(List<ScoredText> texts) {
    Div list = new Div();
    list.addClassName("texts");
    texts.forEach(t -> list.add(text(t)));
    return list;
  }

  private static Div text(ScoredText text) {
    Span feeling = new Span(Format.words(text.sentiment()));
    feeling.addClassNames("chip", Chip.tone(text.sentiment()).css());
    Span about =
        new Span(
            Stream.of(
                    Format.words(text.kind().wireName()),
                    text.language() == null ? "" : Format.language(text.language()),
                    text.givenStars() == null ? "" : "gave " + text.givenStars() + " of 5",
                    text.writtenAt() == null ? "" : Format.day(text.writtenAt()))
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(" · ")));
    about.addClassName("text-about");
    Span sure = new Span(Format.percent(text.confidence()) + " sure");
    sure.addClassName("number");
    Div row = new Div(feeling, about, sure, spread(text));
    row.addClassName("text-row");
    if (text.text() != null && !text.text().isBlank()) {
      Span words = new Span(text.text());
      words.addClassName("text-words");
      row.add(words);
    }
    return row;
  }

  /** The five probabilities as one bar. */
  private static Div spread(ScoredText text) {
    Div bar = new Div();
    bar.addClassName("spread");
    bar.getElement().setAttribute("aria-hidden", "true");
    for (var sentiment : io.tidewatch.contracts.events.Sentiment.values()) {
      Span part = new Span();
      part.getStyle()
          .set("flex-grow", Double.toString(text.probabilities().getOrDefault(sentiment, 0.0)))
          .set("background", "var(--tw-sentiment-" + sentiment.stars() + ")");
      bar.add(part);
    }
    return bar;
  }
}
