package io.tidewatch.churn.scoring;

import io.tidewatch.churn.drift.DriftMeter;
import io.tidewatch.churn.drift.DriftReport;
import io.tidewatch.churn.erasure.ScoreErasure;
import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.CuratedTable;
import io.tidewatch.churn.features.CuratedTables;
import io.tidewatch.churn.features.FeatureRow;
import io.tidewatch.churn.registry.Champion;
import io.tidewatch.churn.registry.Champions;
import io.tidewatch.churn.registry.Models;
import io.tidewatch.churn.runs.Run;
import io.tidewatch.churn.runs.RunReports;
import io.tidewatch.churn.runs.Runs;
import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.platform.kafka.EventPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Scores every customer of the newest curated snapshot, without Spark. */
@Service
public class BatchScoring {
  /** The run job. */
  public static final String JOB = "churn.score";

  private static final int CHUNK = 1000;
  private static final int MIN_ROWS_FOR_DRIFT = 200;
  private final CuratedTables tables;
  private final Champions champions;
  private final Models models;
  private final Scores scores;
  private final Predictions predictions;
  private final ScoreErasure erasure;
  private final ScoredBatches batches;
  private final Announcements announcements;
  private final Runs runs;
  private final RunReports reports;
  private final EventPublisher events;
  private final Clock clock;

  BatchScoring(
      CuratedTables tables,
      Champions champions,
      Models models,
      Scores scores,
      Predictions predictions,
      ScoreErasure erasure,
      ScoredBatches batches,
      Announcements announcements,
      Runs runs,
      RunReports reports,
      EventPublisher events,
      Clock clock) {
    this.tables = tables;
    this.champions = champions;
    this.models = models;
    this.scores = scores;
    this.predictions = predictions;
    this.erasure = erasure;
    this.batches = batches;
    this.announcements = announcements;
    this.runs = runs;
    this.reports = reports;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Brings all predictions of a model up to date. Does nothing without a champion or a table, or
   * when this champion has scored this snapshot already: a burst of triggers gives one batch.
   */
  public synchronized void bringUpToDate(ChurnModel model, String requestedBy) {
    Optional<Champion> champion = champions.current(model);
    Optional<CuratedTable> table = tables.newest(model);
    if (champion.isEmpty() || table.isEmpty()) {
      return;
    }
    if (!scored(model, champion.get(), table.get())) {
      runs.abandonOpen(JOB, model.wireName());
      Run run = runs.queue(JOB, model.wireName(), requestedBy).orElseThrow();
      try {
        score(run, model, champion.get(), table.get());
      } catch (RuntimeException e) {
        reports.failed(run, e);
        throw e;
      }
    }
  }

  /** Does the same as a run that somebody waits for; it is skipped if there is nothing to do. */
  public synchronized void bringUpToDate(Run asked, ChurnModel model) {
    Optional<Champion> champion = champions.current(model);
    Optional<CuratedTable> table = tables.newest(model);
    if (champion.isEmpty()) {
      reports.skipped(asked, "the model has no champion yet");
    } else if (table.isEmpty()) {
      reports.skipped(asked, "there are no features yet");
    } else if (scored(model, champion.get(), table.get())) {
      reports.skipped(asked, "all predictions are up to date");
    } else {
      score(asked, model, champion.get(), table.get());
    }
  }

  private boolean scored(ChurnModel model, Champion champion, CuratedTable table) {
    return batches
        .last(model)
        .filter(b -> b.version().equals(champion.version()))
        .filter(b -> b.snapshotId() == table.snapshotId())
        .isPresent();
  }

  /**
   * The features that the last batch knew and the champion's training did not, where the champion
   * is the one that scored it: a reason to train again.
   */
  public List<String> appearedSinceTraining(ChurnModel model) {
    Optional<Champion> champion = champions.champion(model);
    return batches
        .last(model)
        .filter(b -> champion.map(Champion::version).filter(b.version()::equals).isPresent())
        .map(b -> b.drift().appeared())
        .orElse(List.of());
  }

  private void score(Run run, ChurnModel model, Champion champion, CuratedTable table) {
    List<Data> inputs = List.of(new Data("lake", CuratedTables.name(model)));
    List<Data> outputs =
        List.of(new Data("postgresql", "churn.prediction"), new Data("kafka", Topics.CHURN_SCORED));
    reports.started(run, inputs, outputs);
    DriftMeter drift = new DriftMeter(models.driftBaseline(champion.version()));
    Drivers drivers = new Drivers();
    Set<String> erased = erasure.lately();
    long[] latest = new long[1];
    long rows =
        table.newestRows(
            CHUNK,
            chunk -> {
              List<ChurnScored> scored =
                  chunk.stream().map(row -> scores.score(model, champion, row)).toList();
              for (int i = 0; i < scored.size(); i++) {
                FeatureRow row = chunk.get(i);
                erased.remove(row.customerId());
                drift.count(row, scored.get(i).probability());
                drivers.count(scored.get(i));
              }
              List<ChurnScored> stored = predictions.store(model, scored);
              latest[0] += stored.size();
              announcements.publishAndWait(stored);
            });
    erasure.takeOut(model, erased);
    DriftReport report = drift.report();
    batches.keep(model, champion.version(), table.snapshotId(), rows, drivers.strongest(), report);
    warn(model, champion, table.snapshotId(), report);
    reports.succeeded(
        run,
        inputs,
        outputs,
        new RunCounts(rows, latest[0], 0, 0, rows - latest[0]),
        "%d customers scored by %s".formatted(rows, champion.version()));
  }

  private void warn(ChurnModel model, Champion champion, long snapshotId, DriftReport report) {
    List<String> drifted = report.drifted();
    if (report.rows() < MIN_ROWS_FOR_DRIFT
        || (drifted.isEmpty() && report.scorePsi() <= DriftReport.LIMIT)) {
      return;
    }
    double farthest =
        Math.max(
            report.scorePsi(),
            report.features().isEmpty() ? 0 : report.features().getFirst().psi());
    events.publishAndWait(
        new AnomalyDetected(
            UUID.nameUUIDFromBytes(
                    (champion.version() + "|" + snapshotId).getBytes(StandardCharsets.UTF_8))
                .toString(),
            "churn-drift",
            model.wireName(),
            farthest,
            DriftReport.LIMIT,
            "warning",
            drifted.isEmpty()
                ? "The scores of model %s moved away from training.".formatted(champion.version())
                : "The data moved away from what model %s was trained on: %s."
                    .formatted(champion.version(), String.join(", ", drifted)),
            clock.instant()));
  }
}
