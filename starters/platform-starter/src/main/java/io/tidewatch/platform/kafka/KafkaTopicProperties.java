package io.tidewatch.platform.kafka;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How missing topics are made.
 *
 * @param partitions per topic; existing topics are never shrunk
 * @param replicas per partition: 1 on a laptop, 3 on a cluster
 * @param listenerRetries how often a failing record is tried again before it is dead-lettered
 */
@Validated
@ConfigurationProperties("tidewatch.kafka")
record KafkaTopicProperties(
    @Min(1) @DefaultValue("4") int partitions,
    @Min(1) @DefaultValue("1") short replicas,
    @Min(0) @DefaultValue("4") int listenerRetries) {}
