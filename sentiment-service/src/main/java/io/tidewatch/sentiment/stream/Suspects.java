package io.tidewatch.sentiment.stream;

import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.sentiment.scoring.Scorer;
import io.tidewatch.sentiment.scoring.ScoringFailedException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds out whether a text is to blame when the model fails, or the model. */
@Component
class Suspects {
  private static final int TRIES = 3;

  private final Scorer scorer;

  Suspects(Scorer scorer) {
    this.scorer = scorer;
  }

  /**
   * A text that is to blame.
   *
   * @param index its place in the batch
   */
  record Culprit(int index, UnscorableReviewException reason) {}

  /**
   * Returns the first text on which the model fails each of three times. There is none while the
   * model fails on another text too: a broken model must not put all texts aside.
   */
  Optional<Culprit> first(List<ReviewReceived> reviews) {
    for (int i = 0; i < reviews.size(); i++) {
      Optional<ScoringFailedException> failure = failure(reviews.get(i).text());
      if (failure.isPresent()) {
        // a new text each time, because a known one is answered without the model
        if (failure("The parcel " + UUID.randomUUID() + " came today").isPresent()) {
          return Optional.empty();
        }
        return Optional.of(new Culprit(i, unscorable(failure.get())));
      }
    }
    return Optional.empty();
  }

  private static UnscorableReviewException unscorable(ScoringFailedException failure) {
    return new UnscorableReviewException(
        "the model failed on the text %d times: %s".formatted(TRIES, failure.getMessage()),
        failure);
  }

  private Optional<ScoringFailedException> failure(String text) {
    Optional<ScoringFailedException> last = Optional.empty();
    for (int i = 0; i < TRIES; i++) {
      try {
        scorer.scorePatiently(List.of(text));
        return Optional.empty();
      } catch (ScoringFailedException e) {
        last = Optional.of(e);
      }
    }
    return last;
  }
}
