package io.tidewatch.spark;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the service's Spark runs.
 *
 * @param master {@code local[*]}, {@code spark://host:port} or {@code k8s://https://host:port}
 * @param shufflePartitions partitions after a shuffle: few on a laptop, about twice the executor
 *     cores on a cluster
 * @param idleTimeout the session stops when no job has used it for this long
 * @param conf further Spark settings, for example {@code spark.jars}
 */
@Validated
@ConfigurationProperties("tidewatch.spark")
record SparkProperties(
    @NotBlank @DefaultValue("local[*]") String master,
    @DefaultValue("4") int shufflePartitions,
    @NotNull @DefaultValue("2m") Duration idleTimeout,
    @DefaultValue Map<String, String> conf) {}
