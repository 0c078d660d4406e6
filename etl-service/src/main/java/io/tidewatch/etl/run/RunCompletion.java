package io.tidewatch.etl.run;

import io.tidewatch.etl.marts.MartTables;
import io.tidewatch.etl.quality.QualityResults;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Publishes what a run has made: marts, check results, watermarks and the run's end as one. */
@Component
class RunCompletion {
  private final Runs runs;
  private final Watermarks watermarks;
  private final MartTables marts;
  private final QualityResults quality;
  private final Clock clock;

  RunCompletion(
      Runs runs, Watermarks watermarks, MartTables marts, QualityResults quality, Clock clock) {
    this.runs = runs;
    this.watermarks = watermarks;
    this.marts = marts;
    this.quality = quality;
    this.clock = clock;
  }

  @Transactional
  void succeeded(Run run, EtlResult result) {
    Instant now = clock.instant();
    marts.publish(run.id(), result.martRows(), now);
    quality.replace(result.quality());
    marts.refreshed("quality_results", run.id(), result.quality().size(), now);
    result.refined().forEach(state -> watermarks.save(state, run.id()));
    runs.succeeded(run.id(), result.counts(), result.snapshots(), now);
  }
}
