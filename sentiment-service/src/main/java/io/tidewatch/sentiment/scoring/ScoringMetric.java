package io.tidewatch.sentiment.scoring;

/** The names of the scoring metrics. */
enum ScoringMetric {
  /** Texts that wait for a predictor. */
  QUEUE_DEPTH("tidewatch.sentiment.queue.depth"),
  /** Time from arrival to the start of the text's batch. */
  QUEUE_WAIT("tidewatch.sentiment.queue.wait"),
  /** Requests refused because the queue was full. */
  REJECTED("tidewatch.sentiment.rejected"),
  /** Texts per micro-batch. */
  BATCH_SIZE("tidewatch.sentiment.batch.size"),
  /** Share of a micro-batch that is padding. */
  BATCH_PADDING("tidewatch.sentiment.batch.padding"),
  /** Time to cut a text into word pieces. */
  TOKENIZE("tidewatch.sentiment.tokenize"),
  /** Time of the model on one micro-batch. */
  INFER("tidewatch.sentiment.infer"),
  /** Time from a text's last model output to its score. */
  POST("tidewatch.sentiment.post"),
  /** Texts answered, by class and guessed language. */
  SCORED("tidewatch.sentiment.scored"),
  /** Probability of the class that was answered, by guessed language. */
  CONFIDENCE("tidewatch.sentiment.confidence"),
  /** Windows per text. */
  WINDOWS("tidewatch.sentiment.windows"),
  /** Texts of which a part was left out. */
  TRUNCATED("tidewatch.sentiment.truncated"),
  /** Model loads that failed. */
  LOAD_FAILED("tidewatch.sentiment.model.load.failed"),
  /** Bytes that the process holds, native memory included. */
  RESIDENT("tidewatch.sentiment.memory.resident"),
  /** Time from the start of loading to the end of the warm-up. */
  LOAD("tidewatch.sentiment.model.load");

  private final String key;

  ScoringMetric(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }
}
