package io.tidewatch.sentiment.stream;

import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.sentiment.scoring.Scored;
import io.tidewatch.sentiment.scoring.Scorer;
import io.tidewatch.sentiment.texts.ScoredText;
import io.tidewatch.sentiment.texts.ScoredTexts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/** Scores received texts, sends the results and stores them; returns only when both are done. */
@Component
class ReviewScoring {
  private final Scorer scorer;
  private final ScoredTexts texts;
  private final EventPublisher events;
  private final ScoringRuns runs;
  private final Clock clock;

  ReviewScoring(
      Scorer scorer, ScoredTexts texts, EventPublisher events, ScoringRuns runs, Clock clock) {
    this.scorer = scorer;
    this.texts = texts;
    this.events = events;
    this.runs = runs;
    this.clock = clock;
  }

  void score(List<ReviewReceived> received) {
    Map<String, ReviewReceived> lastOfEach = new LinkedHashMap<>();
    received.forEach(review -> lastOfEach.put(review.textId(), review));
    List<ReviewReceived> reviews = List.copyOf(lastOfEach.values());
    if (reviews.isEmpty()) {
      return;
    }
    runs.batchStarted();
    Set<String> known = texts.stored(lastOfEach.keySet());
    List<Scored> scores =
        scorer.scorePatiently(reviews.stream().map(ReviewReceived::text).toList());
    Instant now = clock.instant();
    List<ScoredText> rows = new ArrayList<>(reviews.size());
    List<CompletableFuture<?>> sent = new ArrayList<>(reviews.size());
    for (int i = 0; i < reviews.size(); i++) {
      SentimentScored event = event(reviews.get(i), scores.get(i), now);
      rows.add(ScoredText.of(reviews.get(i), event));
      sent.add(events.publish(event));
    }
    await(sent);
    texts.store(rows);
    long again = received.size() - reviews.size() + known.size();
    runs.batchStored(received.size(), received.size() - again, again);
  }

  private SentimentScored event(ReviewReceived review, Scored scored, Instant now) {
    return new SentimentScored(
        review.textId(),
        review.kind(),
        review.customerId(),
        review.language(),
        scored.sentiment(),
        scored.confidence(),
        scored.probabilities(),
        scored.truncated(),
        scored.modelVersion(),
        review.writtenAt(),
        now);
  }

  private static void await(List<CompletableFuture<?>> sent) {
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw new KafkaException("scores were not stored by the broker", e.getCause());
    }
  }
}
