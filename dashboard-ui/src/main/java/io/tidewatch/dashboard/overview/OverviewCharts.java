package io.tidewatch.dashboard.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.tidewatch.contracts.events.ChurnBand;
import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.dashboard.charts.Charts;
import io.tidewatch.dashboard.charts.Charts.Series;
import io.tidewatch.dashboard.design.Chip;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.marts.Marts;
import io.tidewatch.dashboard.marts.Marts.DayGroup;
import io.tidewatch.dashboard.marts.Marts.Named;
import io.tidewatch.dashboard.marts.Marts.SalesDay;
import io.tidewatch.dashboard.services.ChurnSummary;
import io.tidewatch.dashboard.services.SentimentSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws the overview's figures. */
final class OverviewCharts {
  private static final int CHANNELS = 4;
  private static final int DAYS = 90;
  private static final int TENTHS = 10;

  private OverviewCharts() {}

  static Component sales(List<SalesDay> days) {
    return Charts.areaAndLine(
        "Revenue and orders per day",
        new Series(
            "Revenue",
            "var:--tw-chart-1",
            days.stream().map(d -> point(d.day(), d.revenue())).toList()),
        new Series(
            "Orders",
            "var:--tw-chart-2",
            days.stream().map(d -> point(d.day(), d.orders())).toList()));
  }

  static Component churn(ChurnSummary summary) {
    Div bands =
        new Div(
            band(ChurnBand.HIGH, summary.high(), summary.scored()),
            band(ChurnBand.MEDIUM, summary.medium(), summary.scored()),
            band(ChurnBand.LOW, summary.low(), summary.scored()));
    bands.addClassName("bands");
    List<Long> histogram = summary.histogram();
    if (histogram == null || histogram.size() != TENTHS) {
      return bands;
    }
    List<String> ranges = IntStream.range(0, TENTHS).mapToObj(i -> i * TENTHS + "%").toList();
    List<String> colours =
        IntStream.range(0, TENTHS)
            .mapToObj(i -> Chip.colour(ChurnBand.ofProbability((i + 0.5) / TENTHS)))
            .toList();
    Div both =
        new Div(
            bands, Charts.columns("Customers by churn probability", ranges, histogram, colours));
    both.addClassName("churn-chart");
    return both;
  }

  static Component sentiment(SentimentSummary summary) {
    List<SentimentSummary.Day> all = summary.byDay() == null ? List.of() : summary.byDay();
    List<SentimentSummary.Day> days = all.subList(Math.max(0, all.size() - DAYS), all.size());
    return Charts.stackedBars(
        "Texts per day by sentiment",
        Arrays.stream(Sentiment.values())
            .map(
                s ->
                    new Series(
                        Format.words(s),
                        Chip.colour(s),
                        days.stream()
                            .map(d -> point(d.day(), d.classes().getOrDefault(s, 0L)))
                            .toList()))
            .toList());
  }

  static Component funnel(Marts.Funnel funnel) {
    return Charts.funnel(
        "Sessions that reached each step",
        List.of("Sessions", "Viewed", "In cart", "Checkout", "Bought"),
        List.of(
            funnel.sessions(),
            funnel.viewed(),
            funnel.carted(),
            funnel.checkedOut(),
            funnel.purchased()));
  }

  static Component complaints(List<DayGroup> rows) {
    Map<String, Long> totals =
        rows.stream()
            .collect(
                Collectors.groupingBy(DayGroup::group, Collectors.summingLong(DayGroup::amount)));
    List<String> largest =
        totals.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(CHANNELS)
            .map(Map.Entry::getKey)
            .toList();
    Map<String, List<List<Object>>> points = new LinkedHashMap<>();
    largest.forEach(c -> points.put(c, new ArrayList<>()));
    Map<java.time.LocalDate, Long> others = new java.util.TreeMap<>();
    for (DayGroup row : rows) {
      List<List<Object>> own = points.get(row.group());
      if (own == null) {
        others.merge(row.day(), row.amount(), Long::sum);
      } else {
        own.add(point(row.day(), row.amount()));
      }
    }
    List<Series> series = new ArrayList<>();
    points.forEach(
        (channel, own) ->
            series.add(
                new Series(Format.words(channel), "var:--tw-chart-" + (series.size() + 1), own)));
    if (!others.isEmpty()) {
      series.add(
          new Series(
              "Other",
              "var:--tw-chart-7",
              others.entrySet().stream().map(e -> point(e.getKey(), e.getValue())).toList()));
    }
    return Charts.stackedBars("Complaints per day by channel", series);
  }

  static Component countries(List<Named> countries) {
    return Charts.ranking(
        "Revenue by country",
        countries.stream().map(c -> Format.country(c.name())).toList(),
        countries.stream().map(Named::amount).toList(),
        "var:--tw-chart-1");
  }

  static Component products(List<Named> products) {
    return Charts.ranking(
        "Revenue by product",
        products.stream().map(Named::name).toList(),
        products.stream().map(Named::amount).toList(),
        "var:--tw-chart-4");
  }

  private static Div band(ChurnBand band, long customers, long scored) {
    Span number = new Span(Format.count(customers));
    number.addClassName("band-number");
    double share = scored == 0 ? 0 : (double) customers / scored;
    Span text =
        new Span("%s %d%%".formatted(Format.words(band.wireName()), Math.round(share * 100)));
    text.addClassName("band-text");
    Div line = new Div(number, text);
    line.addClassNames("band", Chip.tone(band).css());
    return line;
  }

  private static List<Object> point(java.time.LocalDate day, Number value) {
    return List.of(day.toString(), value);
  }
}
