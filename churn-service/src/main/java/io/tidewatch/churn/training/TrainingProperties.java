package io.tidewatch.churn.training;

import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How models are trained and judged.
 *
 * @param minRows labelled rows below which nothing is trained
 * @param minPerClass labelled rows of each class below which nothing is trained
 * @param resamples bootstrap resamples behind each interval and each comparison
 * @param seed of folds, forest and bootstrap
 * @param maxHeldOutRows held-out rows that are brought to the service to be measured
 * @param staging local folder into which Spark saves before the files go to the lake; on a cluster
 *     one that all nodes share; the system's temporary folder if absent
 */
@Validated
@ConfigurationProperties("tidewatch.churn.training")
record TrainingProperties(
    @Min(50) @DefaultValue("200") int minRows,
    @Min(5) @DefaultValue("25") int minPerClass,
    @Min(100) @DefaultValue("1000") int resamples,
    @DefaultValue("42") long seed,
    @Min(100) @DefaultValue("100000") int maxHeldOutRows,
    @Nullable Path staging) {}
