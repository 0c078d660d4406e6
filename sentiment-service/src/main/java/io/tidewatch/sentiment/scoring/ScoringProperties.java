package io.tidewatch.sentiment.scoring;

import io.tidewatch.sentiment.model.PrecisionChoice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which model scores, and with how much of the machine.
 *
 * @param model where the model's files are: a {@code classpath:} or {@code file:} folder, ending in
 *     a slash
 * @param cacheDirectory where the model and the native libraries are unpacked; about 700 MB
 * @param precision number format of the encoder; {@code auto} takes bf16 where the CPU has
 *     avx512_bf16 and fp32 elsewhere
 * @param maxTokens window in word pieces; longer texts are cut and flagged
 * @param workers predictors, each on a thread of its own; 0 is one per core
 * @param microBatch most texts that one predictor takes at a time; rounded down to a power of two
 * @param queueCapacity texts that may wait; beyond it callers get 503
 * @param retryAfter how long a caller that met a full queue should wait
 * @param maxBatchTexts most texts in one batch request
 * @param maxRequestBytes largest request body
 */
@Validated
@ConfigurationProperties("tidewatch.sentiment")
record ScoringProperties(
    @NotNull @DefaultValue("classpath:/model/") String model,
    @NotNull @DefaultValue("data/cache/sentiment") Path cacheDirectory,
    @NotNull @DefaultValue("auto") PrecisionChoice precision,
    @Min(8) @Max(512) @DefaultValue("128") int maxTokens,
    @Min(0) @DefaultValue("0") int workers,
    @Min(1) @DefaultValue("16") int microBatch,
    @Min(1) @DefaultValue("2000") int queueCapacity,
    @NotNull @DefaultValue("2s") Duration retryAfter,
    @Min(1) @DefaultValue("1000") int maxBatchTexts,
    @Min(1024) @DefaultValue("8388608") int maxRequestBytes) {

  int predictors() {
    return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
  }
}
