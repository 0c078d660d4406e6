package io.tidewatch.ingestion.files;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.ingestion.landing.Landed;
import io.tidewatch.ingestion.metrics.IngestionMetric;
import io.tidewatch.ingestion.reading.UnreadableFileException;
import io.tidewatch.ingestion.repair.RepairLanding;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.RunReports;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.platform.kafka.EventPublisher;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of a run, of a file or of a repair; each may be tried again without harm. */
@Component
class IngestJob {
  private static final Logger log = LoggerFactory.getLogger(IngestJob.class);

  private final Runs runs;
  private final DataSets dataSets;
  private final FileLanding landing;
  private final RepairLanding repairs;
  private final TextPublishing texts;
  private final EventPublisher events;
  private final ActiveRuns active;
  private final RunReports reports;
  private final MeterRegistry meters;
  private final Clock clock;

  IngestJob(
      Runs runs,
      DataSets dataSets,
      FileLanding landing,
      RepairLanding repairs,
      TextPublishing texts,
      EventPublisher events,
      ActiveRuns active,
      RunReports reports,
      MeterRegistry meters,
      Clock clock) {
    this.runs = runs;
    this.dataSets = dataSets;
    this.landing = landing;
    this.repairs = repairs;
    this.texts = texts;
    this.events = events;
    this.active = active;
    this.reports = reports;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Parses, validates and commits.
   *
   * @return whether rows of this run are landed; if not, the run has ended
   */
  boolean land(UUID id) throws IOException {
    if (!runs.start(id, "landing")) {
      return false;
    }
    Run run = known(id);
    if (run.landedAt() != null) {
      return true;
    }
    reports.started(run);
    try (ActiveRun one = active.begin(run)) {
      Landed landed =
          RepairLanding.isRepair(run)
              ? repairs.land(run, dataSet(run), one)
              : landing.land(run, dataSet(run), one);
      if (!landed.run().equals(id)) {
        endAsDuplicate(run, landed);
        return false;
      }
      runs.landed(id, landed.counts(), landed.snapshotId(), landed.problems());
      IngestionMetric.countRows(meters, run.dataset(), landed.counts());
      return true;
    } catch (RunCancelledException e) {
      runs.cancelled(id);
      Run cancelled = known(id);
      reports.cancelled(cancelled);
      ended(cancelled, null);
      return false;
    } catch (UnreadableFileException e) {
      runs.failed(id, String.valueOf(e.getMessage()), e.slug(), e.line());
      ended(known(id), String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Publishes the texts among the landed rows. */
  void publishTexts(UUID id) throws IOException {
    runs.step(id, "publishing texts");
    Run run = known(id);
    texts.publish(run, dataSet(run));
  }

  /** Tells the others, and ends the run. */
  void announce(UUID id) {
    runs.step(id, "announcing");
    Run run = known(id);
    if (run.counts().loaded() > 0) {
      events.publishAndWait(
          new RawLanded(
              run.dataset(),
              id.toString(),
              String.valueOf(run.fileName()),
              run.snapshotId() == null ? -1 : run.snapshotId(),
              run.counts(),
              run.landedAt() == null ? clock.instant() : run.landedAt()));
    }
    reports.completed(run);
    runs.succeeded(id);
    ended(known(id), null);
  }

  private void endAsDuplicate(Run run, Landed landed) {
    runs.foundDuplicate(
        run.id(),
        "The rows of this content are in the table already, by run " + landed.run() + ".",
        landed.counts().source());
    Run now = known(run.id());
    reports.completed(now);
    ended(now, null);
  }

  private void ended(Run run, @org.jspecify.annotations.Nullable String failure) {
    if (failure != null) {
      reports.failed(run, failure);
    }
    meters
        .counter(
            IngestionMetric.RUNS.meterName(),
            "dataset",
            run.dataset(),
            "status",
            run.status().name())
        .increment();
    log.atInfo()
        .addKeyValue("run", run.id())
        .addKeyValue("dataset", run.dataset())
        .addKeyValue("status", run.status())
        .addKeyValue("counts", run.counts())
        .log("run ended");
  }

  private Run known(UUID id) {
    return runs.find(id)
        .orElseThrow(() -> new IllegalStateException("run " + id + " is not registered"));
  }

  private DataSet dataSet(Run run) {
    return dataSets
        .find(run.dataset())
        .orElseThrow(
            () ->
                new UnreadableFileException(
                    "unknown-dataset",
                    "The data set " + run.dataset() + " is no longer described."));
  }
}
