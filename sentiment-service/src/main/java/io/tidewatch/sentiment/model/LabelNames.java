package io.tidewatch.sentiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads the usual names of sentiment labels out of a HuggingFace config.json. */
final class LabelNames {
  private static final Pattern STARS = Pattern.compile("([1-5]) ?stars?");
  private static final Map<String, String> SHORT =
      Map.of("neg", "negative", "neu", "neutral", "pos", "positive");

  private LabelNames() {}

  /** Returns the class of each output, or nothing if a label has another name. */
  static Optional<List<String>> classes(JsonNode config) {
    JsonNode labels = config.path("id2label");
    List<String> classes = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      Optional<String> known = known(labels.path(Integer.toString(i)).asString(""));
      if (known.isEmpty()) {
        return Optional.empty();
      }
      classes.add(known.get());
    }
    return classes.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(classes));
  }

  private static Optional<String> known(String label) {
    String plain = label.strip().toLowerCase(Locale.ROOT);
    Matcher stars = STARS.matcher(plain);
    if (stars.matches()) {
      return Optional.of(OutputMapping.CLASSES.get(Integer.parseInt(stars.group(1)) - 1));
    }
    String name = plain.replaceAll("[ -]+", "_");
    String full = SHORT.getOrDefault(name, name);
    return OutputMapping.CLASSES.contains(full) ? Optional.of(full) : Optional.empty();
  }
}
