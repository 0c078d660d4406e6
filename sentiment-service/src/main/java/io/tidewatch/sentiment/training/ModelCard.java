package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.ModelManifest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The model card: what the model learned from, how well it does, and where it should not be used.
 */
final class ModelCard {
  private static final int WEAK_PERCENT = 50;

  private final List<LabelledReview> sample;
  private final List<LanguageFigures> figures;
  private final double temperature;
  private final Duration took;

  ModelCard(
      List<LabelledReview> sample,
      List<LanguageFigures> figures,
      double temperature,
      Duration took) {
    this.sample = sample;
    this.figures = figures;
    this.temperature = temperature;
    this.took = took;
  }

  /** Returns the facts that the service reports over REST. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", "quick head over a frozen encoder");
    facts.put("base", "intfloat/multilingual-e5-small (MIT)");
    facts.put("trainingRows", sample.size());
    facts.put("licenceTiers", counts(LabelledReview::licence));
    facts.put("temperature", rounded(temperature));
    facts.put("languages", figures.stream().map(LanguageFigures::language).toList());
    return facts;
  }

  String markdown(ModelManifest manifest) {
    return """
        # Model card: %s

        **This is a quick head**, trained in minutes over the frozen encoder so that the platform \
        runs end to end; a fine-tuned model is to replace it. **It learned from rows of these \
        licence tiers: %s.** Rows of the tiers research-only and unclear may not be yours to train \
        a product on: see "Data" before you ship it, or train again with `--tiers`.

        ## What it is
        - Encoder: multilingual-e5-small (12 layers x 384, MIT licence, Wang et al. 2024, \
        arXiv 2402.05672), frozen; its word table stays in an exact 4-bit form.
        - Head: %d linear layers with GELU between them over the mean of the token vectors; \
        text is prefixed with `%s`, cut to %d tokens.
        - Classes: %s (1 to 5 stars). Probabilities are calibrated with temperature %s on rows \
        that were kept out of the training.
        - Loss: stars as spread ordinal targets; rows that only know negative, neutral, positive \
        teach through the sums of the probabilities.

        ## Data
        %d rows, drawn per language, source and label; the run took %d minutes, beside embedding the \
        texts once (about 10 minutes on two cores).

        | source | licence tier | rows |
        |---|---|---|
        %s
        ## Figures on held-out rows
        No row was trained on: rows with stars were left over by the draw, the others are a dev \
        split. `exact` and `within 1` are on rows with stars, balanced over the stars; `3 classes` is the \
        accuracy on negative, neutral, positive, balanced over the classes that the source has \
        (three classes are offered even where the source has two).

        | language | rows | with stars | exact | within 1 | 3 classes | macro F1 |
        |---|---|---|---|---|---|---|
        %s
        ## Limits
        - Five-star rows exist for de, en, es, fr, ja, zh (product reviews) and ko (films); \
        elsewhere the line between one and two, or four and five, stars is a transfer.
        - Subtitle emotions and tweets are no customer reviews; the figures of languages that only \
        have those say little about reviews.
        - Irony, mixed opinions and texts over the window are judged poorly; confidence is the \
        probability of the class, not a promise.
        - Weak languages (macro F1 on three classes below %d, where guessing gives 33): %s.
        - Scores describe texts. Do not decide about a person on one of them.
        """
        .formatted(
            manifest.id(),
            tiers(),
            manifest.headLayers(),
            manifest.prefix(),
            manifest.maxTokens(),
            String.join(", ", manifest.classes()),
            rounded(temperature),
            sample.size(),
            Math.max(1, took.toMinutes()),
            sources(),
            table(),
            WEAK_PERCENT,
            weakLanguages());
  }

  private String weakLanguages() {
    return figures.stream()
        .filter(f -> 100 * f.macroF1() < WEAK_PERCENT)
        .map(LanguageFigures::language)
        .collect(Collectors.joining(", "));
  }

  private String tiers() {
    return counts(LabelledReview::licence).entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private String sources() {
    return counts(row -> row.source() + " | " + row.licence()).entrySet().stream()
        .map(entry -> "| " + entry.getKey() + " | " + entry.getValue() + " |\n")
        .collect(Collectors.joining());
  }

  private String table() {
    return figures.stream()
        .map(
            f ->
                "| %s | %d | %d | %s | %s | %s | %s |\n"
                    .formatted(
                        f.language(),
                        f.rows(),
                        f.starRows(),
                        f.starRows() == 0 ? "" : percent(f.exact()),
                        f.starRows() == 0 ? "" : percent(f.withinOne()),
                        percent(f.polarity()),
                        percent(f.macroF1())))
        .collect(Collectors.joining());
  }

  private Map<String, Long> counts(Function<LabelledReview, String> key) {
    return sample.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
