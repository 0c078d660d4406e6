package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.Precision;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What decides the course of a fine-tuning.
 *
 * @param minutes time that it may take, spread over resumed runs
 * @param passes most passes over the rows
 * @param batch rows a step
 * @param learningRate highest rate of the encoder
 * @param headLearningRate highest rate of the head
 * @param weightDecay of matrices
 * @param warmUp share of the run in which the rates rise
 * @param precision number format of the matrix products
 * @param seed of the order
 * @param checkMinutes time between two looks at the stopping rows
 * @param patience looks without a better one after which the training stops
 * @param checkpointMinutes time between two checkpoints
 */
record FineTuneSettings(
    double minutes,
    int passes,
    int batch,
    double learningRate,
    double headLearningRate,
    double weightDecay,
    double warmUp,
    Precision precision,
    long seed,
    double checkMinutes,
    int patience,
    double checkpointMinutes) {

  /** Returns what must be the same when a run is resumed. */
  Map<String, String> fixed() {
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("minutes", Double.toString(minutes));
    fixed.put("passes", Integer.toString(passes));
    fixed.put("batch", Integer.toString(batch));
    fixed.put("lr", Double.toString(learningRate));
    fixed.put("head-lr", Double.toString(headLearningRate));
    fixed.put("weight-decay", Double.toString(weightDecay));
    fixed.put("warm-up", Double.toString(warmUp));
    fixed.put("precision", precision.name());
    fixed.put("seed", Long.toString(seed));
    return fixed;
  }
}
