package io.tidewatch.sentiment.training;

/** The three classes that five stars fall into. */
enum Polarity {
  NEGATIVE(0, 1),
  NEUTRAL(2, 2),
  POSITIVE(3, 4);

  private final int first;
  private final int last;

  Polarity(int first, int last) {
    this.first = first;
    this.last = last;
  }

  static Polarity ofLabel(String label) {
    return switch (label) {
      case "neg" -> NEGATIVE;
      case "neu" -> NEUTRAL;
      case "pos" -> POSITIVE;
      default ->
          throw new IllegalArgumentException(
              "Label '%s' is none of neg, neu, pos; correct the row".formatted(label));
    };
  }

  /** Returns whether the class (0 for one star, 4 for five) belongs to this polarity. */
  boolean covers(int index) {
    return index >= first && index <= last;
  }

  /** Returns the polarity with the largest share of the five probabilities. */
  static Polarity of(float[] probabilities) {
    Polarity best = NEUTRAL;
    for (Polarity candidate : values()) {
      if (candidate.share(probabilities) > best.share(probabilities)) {
        best = candidate;
      }
    }
    return best;
  }

  /** Returns the sum of the probabilities of this polarity. */
  float share(float[] probabilities) {
    float sum = 0;
    for (int i = first; i <= last; i++) {
      sum += probabilities[i];
    }
    return sum;
  }
}
