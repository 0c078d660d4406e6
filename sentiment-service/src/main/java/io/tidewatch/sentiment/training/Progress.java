package io.tidewatch.sentiment.training;

/**
 * Where a fine-tuning stands.
 *
 * @param step steps done
 * @param rows rows met, a row counts again in a later pass
 * @param seconds time taken, over all resumed runs
 * @param loss smoothed training loss
 * @param bestLoss least loss on the stopping rows; a large number before the first look
 * @param bestStep step of that look
 * @param looksSinceBest looks that were no better
 * @param nextLookSeconds time of the next look
 * @param runs times the training was started
 */
record Progress(
    long step,
    long rows,
    double seconds,
    double loss,
    double bestLoss,
    long bestStep,
    int looksSinceBest,
    double nextLookSeconds,
    int runs) {

  static Progress start(double firstLookSeconds) {
    return new Progress(0, 0, 0, Double.NaN, Double.MAX_VALUE, 0, 0, firstLookSeconds, 1);
  }

  Progress stepped(int batch, double stepLoss, double secondsNow) {
    double smooth = step == 0 ? stepLoss : 0.98 * loss + 0.02 * stepLoss;
    return new Progress(
        step + 1,
        rows + batch,
        secondsNow,
        smooth,
        bestLoss,
        bestStep,
        looksSinceBest,
        nextLookSeconds,
        runs);
  }

  Progress looked(double found, double next) {
    boolean better = found < bestLoss;
    return new Progress(
        step,
        rows,
        seconds,
        loss,
        better ? found : bestLoss,
        better ? step : bestStep,
        better ? 0 : looksSinceBest + 1,
        next,
        runs);
  }

  Progress resumed() {
    return new Progress(
        step, rows, seconds, loss, bestLoss, bestStep, looksSinceBest, nextLookSeconds, runs + 1);
  }
}
