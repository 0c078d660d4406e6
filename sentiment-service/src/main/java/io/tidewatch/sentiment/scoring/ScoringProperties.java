package io.tidewatch.sentiment.scoring;

import io.tidewatch.sentiment.model.ComputeDevice;
import io.tidewatch.sentiment.model.DeviceChoice;
import io.tidewatch.sentiment.model.ExternalModel;
import io.tidewatch.sentiment.model.PrecisionChoice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which model scores, and with how much of the machine.
 *
 * @param model where the model's files are: a {@code classpath:} or {@code file:} folder, a {@code
 *     gs://} prefix, or an address that DJL's model zoo understands
 * @param external how a model is called that was exported elsewhere
 * @param cacheDirectory where the model and the native libraries are unpacked; about 700 MB
 * @param device {@code auto}, {@code cpu} or {@code cuda:N}; {@code auto} takes the first CUDA
 *     device that the engine sees, else the processor
 * @param precision number format of the encoder; {@code auto} takes bf16 on CUDA and where the CPU
 *     has avx512_bf16, and fp32 elsewhere
 * @param maxTokens window in word pieces; longer texts are read in several windows
 * @param windowOverlap word pieces that two windows of a text share, at most half a window
 * @param maxWindows most windows of a text; what is beyond is left out and flagged
 * @param workers predictors, each on a thread of its own; 0 is one per core
 * @param microBatch most texts that one predictor takes at a time; rounded down to a power of two
 * @param cuda what is different on a CUDA device
 * @param queueCapacity texts and windows that may wait; beyond it callers get 503
 * @param retryAfter how long a caller that met a full queue should wait
 * @param cacheSize scores kept for texts that come again; 0 keeps none
 * @param maxBatchTexts most texts in one batch request
 * @param maxRequestBytes largest request body, and longest line of a streamed one
 * @param streamLookAhead most lines of a streamed request that are read ahead of the answers
 */
@Validated
@ConfigurationProperties("tidewatch.sentiment")
record ScoringProperties(
    @NotNull @DefaultValue("classpath:/model/") String model,
    @NotNull @Valid @DefaultValue External external,
    @NotNull @DefaultValue("data/cache/sentiment") Path cacheDirectory,
    @NotNull @DefaultValue("auto") DeviceChoice device,
    @NotNull @DefaultValue("auto") PrecisionChoice precision,
    @Min(8) @Max(512) @DefaultValue("128") int maxTokens,
    @Min(0) @DefaultValue("16") int windowOverlap,
    @Min(1) @Max(1024) @DefaultValue("16") int maxWindows,
    @Min(0) @DefaultValue("0") int workers,
    @Min(1) @DefaultValue("16") int microBatch,
    @NotNull @Valid @DefaultValue Cuda cuda,
    @Min(1) @DefaultValue("2000") int queueCapacity,
    @NotNull @DefaultValue("2s") Duration retryAfter,
    @Min(0) @DefaultValue("10000") int cacheSize,
    @Min(1) @DefaultValue("1000") int maxBatchTexts,
    @Min(1024) @DefaultValue("8388608") int maxRequestBytes,
    @Min(1) @DefaultValue("64") int streamLookAhead) {

  ScoringProperties {
    if (windowOverlap * 2 > maxTokens) {
      throw new IllegalArgumentException(
          "window-overlap is %d and may be at most half of max-tokens, which is %d"
              .formatted(windowOverlap, maxTokens));
    }
  }

  /**
   * What is different on a CUDA device.
   *
   * @param workers predictors; two keep a device busy while texts are prepared
   * @param microBatch most texts that one predictor takes at a time
   */
  record Cuda(@Min(1) @DefaultValue("2") int workers, @Min(1) @DefaultValue("64") int microBatch) {}

  /**
   * How a TorchScript classifier is called that has no {@code model.json}.
   *
   * @param labels class of each output, in their order; if empty, the usual names in config.json
   * @param prefix put before every text
   * @param tokenTypes whether the module takes a third input, of zeros
   * @param gcsHost storage server for {@code gs://} other than Google's; it gets no credentials
   */
  record External(
      @NotNull @DefaultValue List<String> labels,
      @NotNull @DefaultValue("") String prefix,
      @DefaultValue("false") boolean tokenTypes,
      @NotNull @DefaultValue("") String gcsHost) {

    ExternalModel model() {
      return new ExternalModel(labels, prefix, tokenTypes);
    }
  }

  ScoringLimits limits(ComputeDevice device) {
    int predictors = workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    return new ScoringLimits(
        device.cuda() ? cuda.workers() : predictors,
        device.cuda() ? cuda.microBatch() : microBatch,
        queueCapacity,
        retryAfter,
        windowOverlap,
        maxWindows);
  }
}
