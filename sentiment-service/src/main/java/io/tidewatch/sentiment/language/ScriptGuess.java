package io.tidewatch.sentiment.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Guesses from the script alone: for scripts that one language writes nearly all texts of. Latin,
 * Cyrillic and Arabic texts are of an unknown language.
 */
public final class ScriptGuess implements LanguageGuess {
  private static final String UNKNOWN = "und";
  private static final int LETTERS = 400;

  private static final Map<UnicodeScript, String> LANGUAGES =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(UnicodeScript.HAN, "zh"),
              Map.entry(UnicodeScript.HIRAGANA, "ja"),
              Map.entry(UnicodeScript.KATAKANA, "ja"),
              Map.entry(UnicodeScript.HANGUL, "ko"),
              Map.entry(UnicodeScript.THAI, "th"),
              Map.entry(UnicodeScript.GREEK, "el"),
              Map.entry(UnicodeScript.HEBREW, "he"),
              Map.entry(UnicodeScript.DEVANAGARI, "hi"),
              Map.entry(UnicodeScript.BENGALI, "bn"),
              Map.entry(UnicodeScript.TAMIL, "ta"),
              Map.entry(UnicodeScript.TELUGU, "te"),
              Map.entry(UnicodeScript.KANNADA, "kn"),
              Map.entry(UnicodeScript.MALAYALAM, "ml"),
              Map.entry(UnicodeScript.GUJARATI, "gu"),
              Map.entry(UnicodeScript.GURMUKHI, "pa"),
              Map.entry(UnicodeScript.SINHALA, "si"),
              Map.entry(UnicodeScript.ARMENIAN, "hy"),
              Map.entry(UnicodeScript.GEORGIAN, "ka"),
              Map.entry(UnicodeScript.KHMER, "km"),
              Map.entry(UnicodeScript.LAO, "lo"),
              Map.entry(UnicodeScript.MYANMAR, "my"),
              Map.entry(UnicodeScript.ETHIOPIC, "am")));

  /** More than half of the letters decide; Japanese writes Chinese characters among its own. */
  @Override
  public String of(String text) {
    Map<String, Integer> letters = new HashMap<>();
    int seen = 0;
    for (int i = 0; i < text.length() && seen < LETTERS; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (Character.isLetter(point)) {
        letters.merge(LANGUAGES.getOrDefault(UnicodeScript.of(point), UNKNOWN), 1, Integer::sum);
        seen++;
      }
    }
    int japanese = letters.getOrDefault("ja", 0);
    if (japanese > 0 && japanese * 10 >= letters.getOrDefault("zh", 0)) {
      letters.merge("ja", letters.getOrDefault("zh", 0), Integer::sum);
      letters.remove("zh");
    }
    int half = seen / 2;
    return letters.entrySet().stream()
        .filter(entry -> entry.getValue() > half)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(UNKNOWN);
  }
}
