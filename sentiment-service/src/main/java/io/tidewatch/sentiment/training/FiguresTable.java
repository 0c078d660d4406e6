package io.tidewatch.sentiment.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of a model, for people and for programs.
 *
 * @param model version of the model
 * @param languages figures of each language
 * @param all figures of all rows together
 */
record FiguresTable(String model, List<Figures> languages, Figures all) {

  String text() {
    StringBuilder out = new StringBuilder("model " + model + "\n");
    out.append(String.format(Locale.ROOT, "%-8s %7s %7s", "lang", "n", "stars"));
    for (Measure measure : Measure.values()) {
      out.append(String.format(Locale.ROOT, "  %-18s", measure.title()));
    }
    lines().forEach(line -> out.append('\n').append(text(line)));
    return out.toString();
  }

  String json() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("model", model);
    root.put("languages", languages.stream().map(FiguresTable::fields).toList());
    root.put("all", fields(all));
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(root);
  }

  private Stream<Figures> lines() {
    List<Figures> lines = new ArrayList<>(languages);
    lines.add(all);
    return lines.stream();
  }

  private static String text(Figures line) {
    StringBuilder out =
        new StringBuilder(
            String.format(
                Locale.ROOT, "%-8s %7d %7d", line.language(), line.rows(), line.starRows()));
    for (Measure measure : Measure.values()) {
      Interval interval = line.of(measure);
      out.append(
          String.format(Locale.ROOT, "  %-18s", interval.known() ? interval.percent() : "-"));
    }
    return out.toString().stripTrailing();
  }

  private static Map<String, Object> fields(Figures line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("language", line.language());
    fields.put("rows", line.rows());
    fields.put("starRows", line.starRows());
    for (Measure measure : Measure.values()) {
      Interval interval = line.of(measure);
      if (interval.known()) {
        fields.put(measure.name().toLowerCase(Locale.ROOT), interval);
      }
    }
    return fields;
  }
}
