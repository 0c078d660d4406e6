package io.tidewatch.dashboard.charts;

import static io.tidewatch.dashboard.charts.EChart.option;

import io.tidewatch.dashboard.design.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The shapes of chart that the pages share. */
public final class Charts {
  private Charts() {}

  /** One series of a chart over days: {@code points} are pairs of an ISO day and a number. */
  public record Series(String name, String colour, List<List<Object>> points) {}

  /** Bars over time, on top of each other; a day that a series lacks counts as nothing. */
  public static EChart stackedBars(String label, List<Series> series) {
    TreeSet<String> days = new TreeSet<>();
    series.forEach(s -> s.points().forEach(p -> days.add(day(p))));
    List<Object> drawn = new ArrayList<>();
    for (Series s : series) {
      drawn.add(
          option(
              "type",
              "bar",
              "name",
              s.name(),
              "stack",
              "all",
              "barMaxWidth",
              18,
              "itemStyle",
              option("color", s.colour(), "borderRadius", 0),
              "data",
              onEach(days, s.points())));
    }
    return new EChart(
        label,
        option(
            "grid", grid(series.size() > 1 ? 34 : 12),
            "legend", series.size() > 1 ? legend() : option("show", false),
            "tooltip", option("trigger", "axis", "axisPointer", option("type", "shadow")),
            "xAxis", option("type", "time"),
            "yAxis", valueAxis(),
            "series", drawn));
  }

  /** A filled line on the left axis and a plain one on the right. */
  public static EChart areaAndLine(String label, Series area, Series line) {
    return new EChart(
        label,
        option(
            "grid", grid(34),
            "legend", legend(),
            "tooltip", option("trigger", "axis", "valueFormatter", "fn:number"),
            "xAxis", option("type", "time"),
            "yAxis",
                List.of(
                    valueAxis(),
                    option(
                        "type", "value",
                        "splitLine", option("show", false),
                        "axisLabel", option("formatter", "fn:compact"))),
            "series",
                List.of(
                    option(
                        "type", "line",
                        "name", area.name(),
                        "smooth", 0.25,
                        "itemStyle", option("color", area.colour()),
                        "lineStyle", option("color", area.colour()),
                        "areaStyle", option("color", area.colour(), "opacity", 0.14),
                        "data", area.points()),
                    option(
                        "type", "line",
                        "name", line.name(),
                        "yAxisIndex", 1,
                        "smooth", 0.25,
                        "itemStyle", option("color", line.colour()),
                        "lineStyle", option("color", line.colour(), "width", 1.5),
                        "data", line.points()))));
  }

  /** Upright bars by category, each with its own colour. */
  public static EChart columns(
      String label, List<String> categories, List<? extends Number> values, List<String> colours) {
    List<Object> data = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      data.add(
          option(
              "value",
              values.get(i),
              "itemStyle",
              option("color", colours.get(i % colours.size()))));
    }
    return new EChart(
        label,
        option(
            "grid", grid(12),
            "tooltip",
                option(
                    "trigger",
                    "axis",
                    "axisPointer",
                    option("type", "shadow"),
                    "valueFormatter",
                    "fn:number"),
            "xAxis", option("type", "category", "data", categories),
            "yAxis", valueAxis(),
            "series", List.of(option("type", "bar", "barMaxWidth", 42, "data", data))));
  }

  /** Lying bars by name, the first on top. */
  public static EChart ranking(
      String label, List<String> names, List<? extends Number> values, String colour) {
    return new EChart(
        label,
        option(
            "grid", option("left", 4, "right", 54, "top", 4, "bottom", 4, "containLabel", true),
            "tooltip", option("trigger", "item", "valueFormatter", "fn:number"),
            "xAxis", option("type", "value", "show", false),
            "yAxis",
                option(
                    "type",
                    "category",
                    "inverse",
                    true,
                    "data",
                    names,
                    "axisLine",
                    option("show", false),
                    "axisLabel",
                    option("formatter", "fn:short", "interval", 0)),
            "series",
                List.of(
                    option(
                        "type",
                        "bar",
                        "barMaxWidth",
                        20,
                        "data",
                        values,
                        "itemStyle",
                        option("color", colour, "borderRadius", List.of(0, 5, 5, 0)),
                        "label",
                        option(
                            "show",
                            true,
                            "position",
                            "right",
                            "formatter",
                            "fn:compact",
                            "color",
                            "var:--vaadin-text-color-secondary")))));
  }

  /** Steps that narrow, drawn as lying bars with the share of the first step. */
  public static EChart funnel(String label, List<String> steps, List<Long> values) {
    return new EChart(label, funnelOption(steps, values));
  }

  /** The option of {@link #funnel}, to refresh one that is shown. */
  public static Map<String, Object> funnelOption(List<String> steps, List<Long> values) {
    long first = Math.max(1, values.getFirst());
    List<Object> data = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      names.add(steps.get(i));
      data.add(
          option(
              "value", values.get(i),
              "label",
                  option(
                      "formatter",
                      "%s (%d%%)"
                          .formatted(
                              Format.count(values.get(i)),
                              Math.round(100.0 * values.get(i) / first)))));
    }
    return option(
        "grid", option("left", 4, "right", 96, "top", 4, "bottom", 4, "containLabel", true),
        "tooltip", option("trigger", "item", "valueFormatter", "fn:number"),
        "xAxis", option("type", "value", "show", false, "max", first),
        "yAxis",
            option(
                "type",
                "category",
                "inverse",
                true,
                "data",
                names,
                "axisLine",
                option("show", false)),
        "series",
            List.of(
                option(
                    "type",
                    "bar",
                    "barMaxWidth",
                    30,
                    "showBackground",
                    true,
                    "backgroundStyle",
                    option("color", "var:--tw-track", "borderRadius", 6),
                    "data",
                    data,
                    "itemStyle",
                    option("color", "var:--tw-chart-1", "borderRadius", 6),
                    "label",
                    option(
                        "show",
                        true,
                        "position",
                        "right",
                        "color",
                        "var:--vaadin-text-color-secondary"))));
  }

  /** Bars are stacked by their place in the series, so each series needs every day. */
  private static List<List<Object>> onEach(Set<String> days, List<List<Object>> points) {
    Map<String, List<Object>> there =
        points.stream().collect(Collectors.toMap(Charts::day, point -> point));
    return days.stream().map(day -> there.getOrDefault(day, List.<Object>of(day, 0))).toList();
  }

  private static String day(List<Object> point) {
    return point.getFirst().toString();
  }

  private static Map<String, Object> grid(int top) {
    return option("left", 4, "right", 8, "top", top, "bottom", 2, "containLabel", true);
  }

  private static Map<String, Object> legend() {
    return option("top", 0, "left", 0, "type", "scroll");
  }

  private static Map<String, Object> valueAxis() {
    return option("type", "value", "axisLabel", option("formatter", "fn:compact"));
  }
}
