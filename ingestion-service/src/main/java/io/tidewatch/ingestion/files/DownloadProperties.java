package io.tidewatch.ingestion.files;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How files are fetched from the web.
 *
 * @param privateAddresses whether addresses of this machine and of private networks may be fetched
 *     from; off, so that nobody reads through this service what only it can reach
 * @param connectTimeout until the connection stands
 * @param answerTimeout until the answer begins
 * @param retries how often a fetch is tried again after a lost connection, 429 or 5xx
 * @param firstPause before the first retry; doubled before each further one
 */
@Validated
@ConfigurationProperties("tidewatch.ingestion.downloads")
record DownloadProperties(
    @DefaultValue("false") boolean privateAddresses,
    @DefaultValue("10s") Duration connectTimeout,
    @DefaultValue("60s") Duration answerTimeout,
    @Min(0) @DefaultValue("3") int retries,
    @DefaultValue("500ms") Duration firstPause) {}
