package io.tidewatch.launcher.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Composes reviews and complaints from the phrases of twelve languages. */
final class Phrases {
  static final List<String> COMPLAINTS =
      List.of("billing", "speed", "outage", "delivery", "support", "product");
  private static final String RESOURCE = "/samples/phrases.json";

  private final Map<String, Language> languages;

  /**
   * @param join what stands between sentences
   * @param opening by number of stars
   * @param detail by {@code neg}, {@code neu}, {@code pos}
   * @param complaint by category
   */
  record Language(
      String join,
      Map<String, List<String>> opening,
      Map<String, List<String>> detail,
      Map<String, List<String>> closing,
      Map<String, List<String>> complaint) {}

  private Phrases(Map<String, Language> languages) {
    this.languages = languages;
  }

  static Phrases load() {
    try (InputStream in =
        Objects.requireNonNull(
            Phrases.class.getResourceAsStream(RESOURCE), "phrases are missing from the jar")) {
      return new Phrases(
          JsonMapper.builder()
              .build()
              .readValue(in, new TypeReference<Map<String, Language>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> languages() {
    return languages.keySet().stream().sorted().toList();
  }

  /** A review of one to five sentences that fits the stars. */
  String review(String language, int stars, String product, Dice dice) {
    Language words = language(language);
    String mood = stars <= 2 ? "neg" : stars == 3 ? "neu" : "pos";
    List<String> sentences = new ArrayList<>();
    if (dice.chance(0.85)) {
      sentences.add(dice.one(list(words.opening(), Integer.toString(stars))));
    }
    if (stars == 3 && dice.chance(0.6)) {
      sentences.add(dice.one(list(words.detail(), "pos")));
      sentences.add(dice.one(list(words.detail(), "neg")));
    } else if (sentences.isEmpty() || dice.chance(0.8)) {
      sentences.add(dice.one(list(words.detail(), mood)));
    }
    if (stars == 4 && dice.chance(0.5) || dice.chance(0.2)) {
      sentences.add(dice.one(list(words.detail(), "neu")));
    }
    if (dice.chance(0.5)) {
      sentences.add(dice.one(list(words.closing(), mood)));
    }
    return typed(fill(String.join(words.join(), sentences), product, dice), dice);
  }

  /** A complaint about something of this category. */
  String complaint(String language, String category, String product, Dice dice) {
    Language words = language(language);
    List<String> sentences = new ArrayList<>();
    sentences.add(dice.one(list(words.complaint(), category)));
    if (dice.chance(0.5)) {
      sentences.add(dice.one(list(words.detail(), "neg")));
    }
    if (dice.chance(0.6)) {
      sentences.add(dice.one(list(words.closing(), "neg")));
    }
    return fill(String.join(words.join(), sentences), product, dice);
  }

  private static String fill(String text, String product, Dice dice) {
    return text.replace("{p}", product).replace("{n}", Integer.toString(dice.whole(2, 14)));
  }

  /** People type carelessly now and then. */
  private static String typed(String text, Dice dice) {
    if (dice.chance(0.06)) {
      return text.toLowerCase(java.util.Locale.ROOT);
    }
    if (dice.chance(0.04)) {
      return text.replace(".", "!!").replace("。", "！！");
    }
    return dice.chance(0.04) ? text.replaceAll("[.。]$", " ...") : text;
  }

  private Language language(String code) {
    return Objects.requireNonNull(languages.get(code), () -> "no phrases for " + code);
  }

  private static List<String> list(Map<String, List<String>> of, String key) {
    return Objects.requireNonNull(of.get(key), () -> "no phrases for " + key);
  }
}
