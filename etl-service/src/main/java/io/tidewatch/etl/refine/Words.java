package io.tidewatch.etl.refine;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How single words of a data set are standardised. */
final class Words {
  /** How sources write that they do not know. */
  private static final Set<String> UNKNOWN =
      Set.of("n/a", "na", "null", "unknown", "unspecified", "-", "?");

  private Words() {}

  static @Nullable String collapsed(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String stripped = text.strip();
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (Character.isWhitespace(c) && (c != ' ' || stripped.charAt(i + 1) == ' ')) {
        return stripped.replaceAll("\\s+", " ");
      }
    }
    return stripped.isEmpty() ? null : stripped;
  }

  static @Nullable String category(@Nullable String text) {
    String word = collapsed(text);
    return word == null || UNKNOWN.contains(word.toLowerCase(Locale.ROOT)) ? null : word;
  }

  static @Nullable String sentence(@Nullable String text) {
    String word = category(text);
    return word == null
        ? null
        : word.substring(0, 1).toUpperCase(Locale.ROOT)
            + word.substring(1).toLowerCase(Locale.ROOT);
  }

  static @Nullable String oneOf(@Nullable String text, Map<String, String> byBare) {
    String word = category(text);
    return word == null ? null : byBare.getOrDefault(bare(word), word);
  }

  /** What is left of a word without case, blanks and punctuation. */
  static String bare(String word) {
    StringBuilder bare = new StringBuilder(word.length());
    word.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }
}
