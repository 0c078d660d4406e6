package io.tidewatch.spark;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.LakeProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Gives a service its Spark. */
@AutoConfiguration(afterName = "io.tidewatch.lake.LakeAutoConfiguration")
@EnableConfigurationProperties({SparkProperties.class, LakeProperties.class})
public class SparkAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  SparkSessions sparkSessions(SparkProperties spark, LakeProperties lake, Environment environment) {
    Map<String, String> settings = settings(spark, lake);
    String name = environment.getProperty("spring.application.name", "tidewatch");
    return new SparkSessions(
        () -> {
          SparkSession.Builder builder = SparkSession.builder().appName(name);
          builder.master(spark.master());
          settings.forEach(builder::config);
          return builder.getOrCreate();
        },
        spark.idleTimeout());
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService sparkIdleWatch(SparkSessions sessions, SparkProperties spark) {
    long period = Math.max(1, spark.idleTimeout().toSeconds() / 4);
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("spark-idle-watch").factory());
    watch.scheduleWithFixedDelay(sessions::stopIfIdle, period, period, TimeUnit.SECONDS);
    return watch;
  }

  static Map<String, String> settings(SparkProperties spark, LakeProperties lake) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("spark.ui.enabled", "false");
    // Spark's debug walk of a failed serialisation opens JDK internals that JDK 25 has closed
    all.put("spark.serializer.extraDebugInfo", "false");
    // a JVM takes one URL handler factory, and the web server has set its own
    all.put("spark.sql.defaultUrlStreamHandlerFactory.enabled", "false");
    all.put("spark.sql.session.timeZone", "UTC");
    all.put("spark.sql.shuffle.partitions", Integer.toString(spark.shufflePartitions()));
    all.put("spark.driver.bindAddress", "127.0.0.1");
    all.put("spark.driver.host", "127.0.0.1");
    all.put(
        "spark.sql.extensions",
        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
    String catalog = "spark.sql.catalog." + LakeLayout.CATALOG;
    all.put(catalog, "org.apache.iceberg.spark.SparkCatalog");
    all.put(catalog + ".type", "jdbc");
    // each job sees what other services have just committed
    all.put(catalog + ".cache-enabled", "false");
    lake.catalogProperties().forEach((k, v) -> all.put(catalog + "." + k, v));
    all.putAll(spark.conf());
    if (!spark.master().startsWith("local")) {
      // executors on other hosts must reach the driver under an address of the network
      if (!spark.conf().containsKey("spark.driver.bindAddress")) {
        all.remove("spark.driver.bindAddress");
      }
      if (!spark.conf().containsKey("spark.driver.host")) {
        all.remove("spark.driver.host");
      }
    }
    return all;
  }
}
