package io.tidewatch.launcher.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One change to rejected rows, as it is typed and as ingestion-service takes it. */
record RowFix(Map<String, Object> document) {
  static final String FORMS =
      "'set COLUMN=VALUE', 'fill COLUMN=VALUE' (only where blank), 'rename COLUMN=HEADER',"
          + " 'cast COLUMN=number|date|timestamp[:PATTERN]', 'drop COLUMN'";

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?<fix>set|fill|rename|cast|drop)\\s+(?<column>[^=\\s]+)\\s*(=(?<value>.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * The fix that the text means.
   *
   * @throws IllegalArgumentException if it means none; the message shows the forms
   */
  static RowFix parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw unknown(text);
    }
    String fix = form.group("fix").toLowerCase(Locale.ROOT);
    String value = form.group("value");
    if ((value == null) != fix.equals("drop")) {
      throw unknown(text);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("fix", fix.equals("fill") ? "set" : fix);
    document.put("column", form.group("column"));
    switch (fix) {
      case "set" -> document.put("value", value);
      case "fill" -> {
        document.put("value", value);
        document.put("onlyBlank", true);
      }
      case "rename" -> document.put("from", value);
      case "cast" -> cast(value, document);
      default -> {} // to drop needs no more
    }
    return new RowFix(document);
  }

  private static void cast(String value, Map<String, Object> document) {
    int colon = value.indexOf(':');
    String kind = colon < 0 ? value : value.substring(0, colon);
    document.put("to", kind.strip().toUpperCase(Locale.ROOT));
    if (colon >= 0) {
      document.put("pattern", value.substring(colon + 1));
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException("'%s' is no fix; there are %s".formatted(text, FORMS));
  }
}
