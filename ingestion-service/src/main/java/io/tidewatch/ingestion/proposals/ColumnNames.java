package io.tidewatch.ingestion.proposals;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names columns after headers: {@code Customer ID} becomes {@code customer_id}, each once. */
final class ColumnNames {
  private static final int LONGEST = 50;

  private final Set<String> taken = new HashSet<>();

  String next(String header) {
    String base = plain(header);
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  static String plain(String header) {
    String words =
        Normalizer.normalize(header, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    if (words.isEmpty()) {
      return "column";
    }
    String name = Character.isDigit(words.charAt(0)) ? "c_" + words : words;
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
  }
}
