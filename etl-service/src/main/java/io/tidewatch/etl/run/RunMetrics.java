package io.tidewatch.etl.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.RunCounts;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Counts and times runs. */
@Component
class RunMetrics {
  private final MeterRegistry meters;

  RunMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void succeeded(UUID run, EtlResult result, Duration took) {
    meters.timer(EtlMetric.RUN.id(), "outcome", "succeeded").record(took);
    result.counts().forEach(this::rows);
    result.quality().stream()
        .filter(q -> !q.passed())
        .forEach(
            q -> meters.counter(EtlMetric.CHECKS_FAILED.id(), "dataset", q.dataset()).increment());
  }

  void failed(Duration took) {
    meters.timer(EtlMetric.RUN.id(), "outcome", "failed").record(took);
  }

  private void rows(String dataset, RunCounts counts) {
    rows(dataset, "loaded", counts.loaded());
    rows(dataset, "quarantined", counts.quarantined());
    rows(dataset, "duplicate", counts.duplicate());
    rows(dataset, "late", counts.late());
  }

  private void rows(String dataset, String outcome, long rows) {
    meters.counter(EtlMetric.ROWS.id(), "dataset", dataset, "outcome", outcome).increment(rows);
  }
}
