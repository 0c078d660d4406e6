package io.tidewatch.ingestion.files;

import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How files are taken in.
 *
 * @param maxSize largest file; a larger one is answered with 413
 * @param workFolder where files are while they arrive, and where large key tables go; by default
 *     {@code landing/.incoming} of a lake on the local disk, else the system's temporary folder
 * @param spareSpace disk space that must stay free; a file that would need it is answered with 507
 * @param attempts how often landing is tried when the database, the lake or Kafka fail, before the
 *     run fails
 */
@Validated
@ConfigurationProperties("tidewatch.ingestion.files")
record FileProperties(
    @DefaultValue("10GB") DataSize maxSize,
    @Nullable Path workFolder,
    @DefaultValue("256MB") DataSize spareSpace,
    @Min(1) @DefaultValue("8") int attempts) {}
