package io.tidewatch.etl.refine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The one name of each country by its code and its other spellings, in lower case. */
final class CountryNames {
  private static final String RESOURCE = "/refine/countries.txt";
  private static final Map<String, String> BY_SPELLING = read();

  private CountryNames() {}

  static Map<String, String> bySpelling() {
    return BY_SPELLING;
  }

  private static Map<String, String> read() {
    Map<String, String> names = new TreeMap<>();
    try (InputStream in = CountryNames.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCE);
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(";", -1))
          .forEach(
              spellings -> {
                for (String spelling : spellings) {
                  names.put(spelling.toLowerCase(Locale.ROOT), spellings[1]);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
    return Collections.unmodifiableMap(names);
  }
}
