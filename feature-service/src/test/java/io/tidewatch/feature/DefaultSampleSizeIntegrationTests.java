package io.tidewatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.tidewatch.contracts.events.CuratedReady;
import io.tidewatch.contracts.events.ProcessedReady;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.lake.Lake;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.spark.SparkSessions;
import io.tidewatch.testing.TestingKafka;
import io.tidewatch.testing.TestingPostgres;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Times materialisation at the default sample size; run with {@code -Dtidewatch.scale=true}. */
@SpringBootTest(
    properties = {
      "management.server.port=0",
      "server.port=0",
      "tidewatch.feature.materialisation.pause=0s",
      "tidewatch.feature.materialisation.check=200ms",
      "db-scheduler.polling-interval=200ms",
    })
@DirtiesContext
@EnabledIfSystemProperty(
    named = "tidewatch.scale",
    matches = "true",
    disabledReason = "half a minute of measuring, not of checking")
class DefaultSampleSizeIntegrationTests {
  private static final Path directory =
      Path.of("target", "integration", UUID.randomUUID().toString()).toAbsolutePath();

  @Autowired Lake lake;
  @Autowired SparkSessions spark;
  @Autowired EventPublisher events;
  @Autowired JsonMapper json;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    TestingKafka.register(registry);
    TestingPostgres.register(registry, "feature");
    registry.add("tidewatch.lake.warehouse", () -> "file:" + directory.resolve("lake"));
    registry.add("tidewatch.data.directory", () -> directory.resolve("data").toString());
  }

  @Test
  void materialisesTheDefaultSampleSize() {
    lake.catalog();
    String received = ", timestamp'2026-04-01 00:00:00' as _received_at";
    List.of(
            "customers as select concat('c', id) as customer_id, 'female' as gender,"
                + " cast(id % 70 as int) as tenure_months, 50.0D as monthly_charges,"
                + " id % 4 = 0 as churned, 's' as _source"
                + received
                + " from range(5000)",
            "customer_daily as select concat('c', id % 5000) as customer_id,"
                + " date_sub(date'2026-03-31', cast(id / 5000 as int) * 3) as day,"
                + " 4L as clicks, 1L as sessions, 1L as orders, 9.5D as revenue, 0L as returns"
                + " from range(200000)",
            "complaints as select concat('c', id) as customer_id,"
                + " date_sub(date'2026-03-31', cast(id % 200 as int)) as complaint_date"
                + received
                + " from range(3000)",
            "transactions as select timestamp'2026-03-31 10:00:00' as invoice_date"
                + received
                + " from range(200000)",
            "reviews as select concat('c', id) as customer_id, 4.0D as stars,"
                + " timestamp'2026-03-31 10:00:00' as written_at"
                + received
                + " from range(5000)",
            "clickstream as select concat('e', id) as event_id,"
                + " concat('c', pmod(xxhash64(id), 5000)) as customer_id,"
                + " timestamp'2026-03-31 12:00:00' - make_interval(0, 0, 0, 0, 0, 0,"
                + " cast(pmod(xxhash64(id, 7), 90 * 86400) as int)) as event_time,"
                + " element_at(array('view','view','cart','search','purchase'),"
                + " cast(id % 5 as int) + 1) as event_type, concat('p', pmod(xxhash64(id, 9), 500))"
                + " as product_id, concat('k', id % 20) as category, 10.0D as price"
                + received
                + " from range(500000)")
        .forEach(
            table ->
                spark.with(
                    s ->
                        s.sql(
                            "create table lake.processed."
                                + table.replaceFirst(" as ", " using iceberg as "))));
    try (TestingTopic curated = new TestingTopic(Topics.CURATED_READY)) {
      for (int i = 0; i < 4; i++) {
        Instant asked = Instant.now();
        long cpu = cpu();
        events.publishAndWait(new ProcessedReady("etl", Map.of(), RunCounts.NONE, asked));
        CuratedReady ready =
            json.readValue(
                curated
                    .next(
                        r -> json.readValue(r.value(), CuratedReady.class).readyAt().isAfter(asked))
                    .value(),
                CuratedReady.class);
        System.out.printf(
            "run %d: %.1f s, %.1f CPU s, heap limit %d MB%n",
            i,
            Duration.between(asked, ready.readyAt()).toMillis() / 1e3,
            (cpu() - cpu) / 1e9,
            Runtime.getRuntime().maxMemory() >> 20);
        assertThat(ready.customers()).isEqualTo(5_000);
      }
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
