package io.tidewatch.sentiment.scoring;

import io.tidewatch.sentiment.language.LanguageGuess;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/**
 * Scores with the model that serves at the moment, each different text of a call once, and not at
 * all if its score is still known.
 */
final class ServingScorer implements Scorer, AutoCloseable {
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(15);

  private final AtomicReference<LoadedModel> serving;
  private final ScoreCache cache;
  private final LanguageGuess languages;
  private final ScoringMetrics metrics;

  ServingScorer(
      LoadedModel first, ScoreCache cache, LanguageGuess languages, ScoringMetrics metrics) {
    this.serving = new AtomicReference<>(first);
    this.cache = cache;
    this.languages = languages;
    this.metrics = metrics;
    metrics.watch(this, scorer -> scorer.serving().scorer().waiting());
  }

  @Override
  public List<Scored> score(List<String> texts) {
    return score(texts, Scorer::score);
  }

  @Override
  public List<Scored> scorePatiently(List<String> texts) {
    return score(texts, Scorer::scorePatiently);
  }

  @Override
  public String modelVersion() {
    return description().version();
  }

  ModelDescription description() {
    return serving().description();
  }

  /** Serves with the next model; calls that run finish on the one that they began with. */
  void serve(LoadedModel next) {
    serving.getAndSet(next).retire();
  }

  @Override
  public void close() {
    LoadedModel last = serving();
    last.retire();
    last.awaitClosed(SHUTDOWN_PATIENCE);
  }

  private LoadedModel serving() {
    return serving.get();
  }

  private List<Scored> score(
      List<String> texts, BiFunction<Scorer, List<String>, List<Scored>> scoring) {
    LoadedModel model = acquire();
    try {
      String version = model.description().version();
      List<String> clean = texts.stream().map(CleanText::of).toList();
      Map<String, Scored> known = new HashMap<>();
      SequencedSet<String> unknown = new LinkedHashSet<>();
      for (String text : new LinkedHashSet<>(clean)) {
        cache
            .find(version, text)
            .ifPresentOrElse(scored -> known.put(text, scored), () -> unknown.add(text));
      }
      if (!unknown.isEmpty()) {
        List<String> asked = List.copyOf(unknown);
        List<Scored> fresh = scoring.apply(model.scorer(), asked);
        for (int i = 0; i < asked.size(); i++) {
          Scored scored = fresh.get(i).in(languages.of(asked.get(i)));
          cache.keep(asked.get(i), scored);
          known.put(asked.get(i), scored);
        }
      }
      List<Scored> answers =
          clean.stream().map(text -> Objects.requireNonNull(known.get(text))).toList();
      answers.forEach(metrics::scored);
      return answers;
    } finally {
      model.release();
    }
  }

  /** A model that has just retired refuses; its successor is then there already. */
  private LoadedModel acquire() {
    LoadedModel model = serving();
    while (!model.acquire()) {
      LoadedModel next = serving();
      if (next == model) {
        throw new ScoringFailedException(
            "The service stopped before the text was scored; send it again", null);
      }
      model = next;
    }
    return model;
  }
}
