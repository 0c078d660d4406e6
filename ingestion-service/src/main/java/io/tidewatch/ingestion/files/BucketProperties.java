package io.tidewatch.ingestion.files;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What may be loaded from buckets. How they are reached, {@code tidewatch.lake.properties} says.
 *
 * @param allowed prefixes such as {@code gs://incoming/shop/}; none by default, so that nobody
 *     reads through this service what only it can reach
 */
@Validated
@ConfigurationProperties("tidewatch.ingestion.buckets")
record BucketProperties(@DefaultValue List<String> allowed) {}
