package io.tidewatch.ingestion.files;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The watched folder.
 *
 * @param folder whose subfolders are named after data sets; every instance must see it; null: no
 *     folder is watched
 * @param interval pause between two looks
 * @param quiet how long a file must not have changed before it is taken
 */
@Validated
@ConfigurationProperties("tidewatch.ingestion.watch")
record WatchProperties(
    @Nullable Path folder,
    @DefaultValue("5s") Duration interval,
    @DefaultValue("5s") Duration quiet) {}
