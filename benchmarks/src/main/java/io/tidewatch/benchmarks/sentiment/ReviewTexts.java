package io.tidewatch.benchmarks.sentiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts as long as reviews, each different: phrases of the sample generator in twelve languages,
 * put together to a length from a log-normal distribution.
 *
 * <p>Median 115 characters and sigma 0.8, as public product reviews in German, English, Spanish and
 * French have; half of that where a character is a syllable or a word. Cut at 360 characters, which
 * stay within one window of the model.
 */
final class ReviewTexts {
  private static final double MEDIAN = 115;
  private static final double SIGMA = 0.8;
  private static final int SHORTEST = 15;
  private static final int LONGEST = 360;

  private final List<Language> languages;
  private final long seed;

  private record Language(String join, double share, List<String> phrases) {}

  private ReviewTexts(List<Language> languages, long seed) {
    this.languages = languages;
    this.seed = seed;
  }

  /** Reads the phrases from the JSON file of the sample generator. */
  static ReviewTexts ofPhrases(Path file, long seed) throws IOException {
    List<Language> languages = new ArrayList<>();
    JsonMapper.shared()
        .readTree(Files.readString(file))
        .properties()
        .forEach(
            language -> {
              List<String> phrases = new ArrayList<>();
              collect(language.getValue(), phrases);
              String join = language.getValue().path("join").asString(" ");
              boolean dense = List.of("ja", "zh", "ko").contains(language.getKey());
              languages.add(new Language(join, dense ? 0.5 : 1, phrases));
            });
    return new ReviewTexts(languages, seed);
  }

  /** Takes the texts of a file, one a line, in their order. */
  static List<String> ofFile(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).distinct().toList();
  }

  /** Returns the text of that number; the same for the same seed. */
  String text(long number) {
    SplittableRandom dice = new SplittableRandom(seed * 1_000_003 + number);
    Language language = languages.get(dice.nextInt(languages.size()));
    double drawn = MEDIAN * Math.exp(SIGMA * normal(dice));
    int length = (int) (language.share() * Math.clamp(drawn, SHORTEST, LONGEST));
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      if (!text.isEmpty()) {
        text.append(language.join());
      }
      String phrase = language.phrases().get(dice.nextInt(language.phrases().size()));
      text.append(
          phrase
              .replace("{p}", "M-" + dice.nextInt(100, 1_000))
              .replace("{n}", Integer.toString(dice.nextInt(2, 15))));
    }
    text.setLength(Math.max(1, length));
    return text.append(' ').append(number % 10_000).toString();
  }

  private static double normal(SplittableRandom dice) {
    return Math.sqrt(-2 * Math.log(1 - dice.nextDouble()))
        * Math.cos(2 * Math.PI * dice.nextDouble());
  }

  private static void collect(JsonNode node, List<String> into) {
    if (node.isString()) {
      if (node.asString().length() > 2) {
        into.add(node.asString());
      }
    } else {
      node.forEach(child -> collect(child, into));
    }
  }
}
