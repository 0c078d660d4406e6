package io.tidewatch.sentiment.files;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Scoring of files.
 *
 * @param directory where uploads and results are kept
 * @param chunkRows rows that are scored together; progress is told after each chunk
 * @param maxRowCharacters longest row
 * @param maxStarts how often a file is begun before it is given up
 * @param lease how long after its last sign of life another instance takes a file over
 * @param poll how often the worker looks for files that other instances left
 * @param retention how long ended jobs and their files are kept
 */
@Validated
@ConfigurationProperties("tidewatch.sentiment.files")
record FileScoringProperties(
    @NotNull @DefaultValue("data/sentiment-files") Path directory,
    @Min(1) @Max(10_000) @DefaultValue("256") int chunkRows,
    @Min(1024) @DefaultValue("1048576") int maxRowCharacters,
    @Min(1) @DefaultValue("3") int maxStarts,
    @NotNull @DefaultValue("2m") Duration lease,
    @NotNull @DefaultValue("5s") Duration poll,
    @NotNull @DefaultValue("7d") Duration retention) {}
