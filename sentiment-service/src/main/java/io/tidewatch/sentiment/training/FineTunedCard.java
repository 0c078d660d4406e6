package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.ModelManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The card of a fine-tuned model: what it learned from, how well it does, where it is weak. */
final class FineTunedCard {
  private static final double WEAK = 0.5;
  private static final long SEED = 1;

  private final TrainedModel.Story story;
  private final List<Figures> figures;
  private final Figures all;

  FineTunedCard(TrainedModel.Story story, List<Judgement> judgements) {
    this.story = story;
    this.figures = Figures.byLanguage(judgements, SEED);
    this.all = Figures.of("all", judgements, SEED);
  }

  /** Returns the facts that the service reports over REST. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", "fine-tuned encoder and head");
    facts.put("base", "intfloat/multilingual-e5-small (MIT)");
    facts.put("trainingRows", story.mix().train().size());
    facts.put("rowsMet", story.progress().rows());
    facts.put("licenceTiers", counts(LabelledReview::licence));
    facts.put("startedFrom", story.start().id());
    facts.put("baseShare", story.baseShare());
    facts.put("temperature", number("%.2f", story.temperature()));
    facts.put("languages", counts(LabelledReview::language).keySet().stream().toList());
    return facts;
  }

  String markdown(ModelManifest manifest) {
    Progress progress = story.progress();
    FineTuneSettings settings = story.settings();
    return """
        # Model card: %s

        **Learned from rows of these licence tiers: %s.** Rows of the tiers research-only and \
        unclear may not be yours to train a product on: see "Data" before you ship it, or train \
        again with `--tiers`.

        ## What it is
        - Encoder: multilingual-e5-small (%d layers x %d, MIT licence, Wang et al. 2024, \
        arXiv 2402.05672), fine-tuned as a whole; its word table is frozen in an exact 4-bit form.
        - Head: %d linear layer(s) over the mean of the token vectors; text is prefixed with `%s`, \
        cut to %d tokens.
        - Classes: %s (1 to 5 stars). Probabilities are calibrated with temperature %s on rows \
        that were kept out of the training.
        - Loss: stars as spread ordinal targets; rows that only know negative, neutral, positive \
        teach through the sums of the probabilities, at half the weight (subtitle emotions a \
        quarter).

        ## Training
        %s minutes, %d steps of %d rows, %d rows met (%s passes over %d rows), %s, AdamW, highest \
        rates %s (encoder) and %s (head) with linear decay, seed %d. Started %d time(s), going on \
        from its checkpoint. The weights are those of step %d, the best on %d rows kept out to \
        stop by (loss %s). Started from the model `%s`%s.%s

        ## Data
        | source | licence tier | rows |
        |---|---|---|
        %s
        | language | rows |
        |---|---|
        %s
        ## Figures on held-out rows
        No row was trained on, stopped by or calibrated on. Percent, with 95%% bootstrap intervals \
        over the rows. `exact` and `within 1` are on rows with stars, balanced over the stars; \
        `macro F1` on negative, neutral, positive; `ECE` is the expected calibration error, of the \
        five classes where stars are known, else of the three. Scored as it is served.

        | language | rows | with stars | exact | within 1 | macro F1 | ECE |
        |---|---|---|---|---|---|---|
        %s
        ## Limits
        - Five-star rows exist for %s; elsewhere the line between one and two, or four and five, \
        stars is a transfer.
        - Subtitle emotions and tweets are no customer reviews; the figures of languages that only \
        have those say little about reviews.
        - Languages that are not listed above were not measured.
        - Irony, mixed opinions and texts over the window are judged poorly; confidence is the \
        probability of the class, not a promise.
        - Weak languages (macro F1 below %.0f, where guessing gives 33): %s.
        - Scores describe texts. Do not decide about a person on one of them.
        """
        .formatted(
            manifest.id(),
            tiers(),
            manifest.encoder().layers(),
            manifest.encoder().hidden(),
            manifest.headLayers(),
            manifest.prefix(),
            manifest.maxTokens(),
            String.join(", ", manifest.classes()),
            number("%.2f", story.temperature()),
            number("%.0f", progress.seconds() / 60),
            progress.step(),
            settings.batch(),
            progress.rows(),
            number("%.2f", (double) progress.rows() / story.mix().train().size()),
            story.mix().train().size(),
            settings.precision(),
            number("%.1e", settings.learningRate()),
            number("%.1e", settings.headLearningRate()),
            settings.seed(),
            progress.runs(),
            progress.bestStep(),
            story.mix().stopping().size(),
            number("%.4f", progress.bestLoss()),
            story.start().id(),
            metBefore(),
            averaging(),
            rows(counts(row -> row.source() + " | " + row.licence())),
            rows(counts(LabelledReview::language)),
            table(),
            starLanguages(),
            100 * WEAK,
            weakLanguages());
  }

  private String metBefore() {
    Object rows = story.start().facts().get("rowsMet");
    return rows == null ? "" : ", which had met %s rows of the same sources".formatted(rows);
  }

  private String averaging() {
    return story.baseShare() == 0
        ? ""
        : """

            The encoder's weights are an average: %s of what was learned and %s of the base \
            encoder, which keeps what that knew of languages without rows (Wortsman et al. 2022, \
            arXiv 2109.01903).\
            """
            .formatted(number("%.2f", 1 - story.baseShare()), number("%.2f", story.baseShare()));
  }

  private String table() {
    return Stream.concat(figures.stream(), Stream.of(all))
        .map(
            line ->
                "| %s | %d | %d | %s |\n"
                    .formatted(
                        line.language(),
                        line.rows(),
                        line.starRows(),
                        Stream.of(Measure.values())
                            .map(measure -> line.of(measure).percent())
                            .collect(Collectors.joining(" | "))))
        .collect(Collectors.joining());
  }

  private String tiers() {
    return counts(LabelledReview::licence).entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private String starLanguages() {
    Set<String> languages =
        story.mix().train().stream()
            .filter(LabelledReview::hasStars)
            .map(LabelledReview::language)
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    return languages.isEmpty() ? "no language" : String.join(", ", languages);
  }

  private String weakLanguages() {
    String weak =
        figures.stream()
            .filter(line -> line.of(Measure.MACRO_F1).value() < WEAK)
            .map(Figures::language)
            .collect(Collectors.joining(", "));
    return weak.isEmpty() ? "none of the measured ones" : weak;
  }

  private static String rows(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> "| " + entry.getKey() + " | " + entry.getValue() + " |\n")
        .collect(Collectors.joining());
  }

  private Map<String, Long> counts(Function<LabelledReview, String> key) {
    return story.mix().train().stream()
        .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
  }

  private static String number(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }
}
