package io.tidewatch.sentiment.scoring;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Makes texts that differ in white space or in Unicode form only the same text. */
final class CleanText {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private CleanText() {}

  static String of(String text) {
    String composed =
        Normalizer.isNormalized(text, Normalizer.Form.NFC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFC);
    return SPACES.matcher(composed.strip()).replaceAll(" ");
  }
}
