package io.tidewatch.sentiment.language;

/** Guesses the language of a text. Safe for use by several threads. */
@FunctionalInterface
public interface LanguageGuess {

  /** Returns the ISO 639-1 code, or {@code und} where the text does not tell. */
  String of(String text);
}
