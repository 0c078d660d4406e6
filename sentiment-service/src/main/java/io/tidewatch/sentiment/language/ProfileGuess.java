package io.tidewatch.sentiment.language;

import com.optimaize.langdetect.DetectedLanguage;
import com.optimaize.langdetect.LanguageDetector;
import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.i18n.LdLocale;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Guesses from the script where that tells, else from the letters that stand together: by n-gram
 * profiles of the languages that are written in Latin, Cyrillic and Arabic letters. Profiles of
 * Chinese, Japanese and Korean would need five times the memory and their scripts tell anyway.
 */
public final class ProfileGuess implements LanguageGuess {
  private static final String UNKNOWN = "und";
  private static final int SHORTEST = 16;
  private static final int LONGEST = 500;
  private static final double CONFIDENCE = 0.9;
  private static final int SHORT_TEXT = 100;

  private static final List<String> LANGUAGES =
      List.of(
          "af", "ar", "be", "bg", "ca", "cs", "da", "de", "en", "es", "et", "fa", "fi", "fr", "hr",
          "hu", "id", "it", "lt", "lv", "mk", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl",
          "sq", "sr", "sv", "sw", "tl", "tr", "uk", "ur", "vi");

  private final LanguageGuess scripts = new ScriptGuess();
  private final LanguageDetector profiles;

  /** Reads the profiles. */
  public ProfileGuess() {
    try {
      this.profiles =
          LanguageDetectorBuilder.create(NgramExtractors.standard())
              .withProfiles(
                  new LanguageProfileReader()
                      .readBuiltIn(LANGUAGES.stream().map(LdLocale::fromString).toList()))
              .shortTextAlgorithm(SHORT_TEXT)
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException("The language profiles are missing from the jar", e);
    }
  }

  @Override
  public String of(String text) {
    String byScript = scripts.of(text);
    if (!byScript.equals(UNKNOWN) || text.length() < SHORTEST) {
      return byScript;
    }
    List<DetectedLanguage> likely =
        profiles.getProbabilities(text.substring(0, Math.min(text.length(), LONGEST)));
    return likely.isEmpty() || likely.getFirst().getProbability() < CONFIDENCE
        ? UNKNOWN
        : likely.getFirst().getLocale().getLanguage();
  }
}
