package io.tidewatch.etl.tables;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How processed tables are kept.
 *
 * @param keepReplaced how long the files of replaced rows stay for readers that began before
 */
@Validated
@ConfigurationProperties("tidewatch.etl.tables")
record TableProperties(@NotNull @DefaultValue("1h") Duration keepReplaced) {}
