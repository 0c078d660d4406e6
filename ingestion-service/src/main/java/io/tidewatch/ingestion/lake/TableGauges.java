package io.tidewatch.ingestion.lake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tidewatch.ingestion.metrics.IngestionMetric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How fresh and how large each table is, looked up once a minute. */
@Component
class TableGauges {
  private static final Logger log = LoggerFactory.getLogger(TableGauges.class);

  private final LakeTables tables;
  private final Clock clock;
  private final MultiGauge age;
  private final MultiGauge rows;
  private final MultiGauge files;

  TableGauges(LakeTables tables, MeterRegistry meters, Clock clock) {
    this.tables = tables;
    this.clock = clock;
    this.age = MultiGauge.builder(IngestionMetric.TABLE_AGE.meterName()).register(meters);
    this.rows = MultiGauge.builder(IngestionMetric.TABLE_ROWS.meterName()).register(meters);
    this.files = MultiGauge.builder(IngestionMetric.TABLE_FILES.meterName()).register(meters);
  }

  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT30S")
  void look() {
    try {
      List<LakeTables.Summary> all =
          tables.summaries().stream().filter(table -> table.committedAt() != null).toList();
      set(age, all, table -> secondsSince(table.committedAt()));
      set(rows, all, LakeTables.Summary::rows);
      set(files, all, LakeTables.Summary::files);
    } catch (RuntimeException e) {
      log.atInfo().addKeyValue("reason", e.toString()).log("the lake's tables cannot be looked up");
    }
  }

  private double secondsSince(@org.jspecify.annotations.Nullable Instant at) {
    return at == null ? Double.NaN : Duration.between(at, clock.instant()).toMillis() / 1000.0;
  }

  private static void set(
      MultiGauge gauge, List<LakeTables.Summary> all, ToDoubleFunction<LakeTables.Summary> figure) {
    gauge.register(
        all.stream()
            .<MultiGauge.Row<?>>map(
                table -> {
                  double value = figure.applyAsDouble(table);
                  return MultiGauge.Row.of(Tags.of("table", table.name()), () -> value);
                })
            .toList(),
        true);
  }
}
