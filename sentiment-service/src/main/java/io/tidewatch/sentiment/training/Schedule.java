package io.tidewatch.sentiment.training;

/**
 * Learning rate over the run: a short linear rise, then a linear fall to nothing at the end of the
 * time or of the rows, whichever comes first.
 *
 * @param seconds time that the run may take
 * @param steps steps that the rows give
 * @param warmUp share of the run that the rise takes
 */
record Schedule(double seconds, long steps, double warmUp) {

  /** Returns the share of the run that is done, 1 at its end. */
  double done(long step, double elapsedSeconds) {
    return Math.min(1, Math.max(elapsedSeconds / seconds, (double) step / steps));
  }

  /** Returns the factor on the learning rates. */
  double factor(double done) {
    double rise = warmUp <= 0 ? 1 : done / warmUp;
    double fall = (1 - done) / (1 - warmUp);
    return Math.max(0.01, Math.min(rise, fall));
  }
}
