package io.tidewatch.churn.training;

import io.tidewatch.churn.drift.DriftBaseline;
import io.tidewatch.churn.evaluation.Comparison;
import io.tidewatch.churn.evaluation.Evaluation;
import io.tidewatch.churn.evaluation.HeldOut;
import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.CuratedTable;
import io.tidewatch.churn.features.CuratedTables;
import io.tidewatch.churn.forest.ForestScorer;
import io.tidewatch.churn.registry.Champion;
import io.tidewatch.churn.registry.Champions;
import io.tidewatch.churn.registry.ModelFiles;
import io.tidewatch.churn.registry.Models;
import io.tidewatch.churn.registry.Promotion;
import io.tidewatch.churn.registry.TrainedModel;
import io.tidewatch.churn.runs.Run;
import io.tidewatch.churn.runs.RunReports;
import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.spark.SparkSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.util.FileSystemUtils;

/** Runs a training from the lake to the registry. */
@Service
public class Training {
  private static final Logger log = LoggerFactory.getLogger(Training.class);
  private final SparkSessions spark;
  private final CuratedTables tables;
  private final Models models;
  private final ModelFiles files;
  private final Champions champions;
  private final Promotion promotion;
  private final RunReports reports;
  private final TrainingProperties settings;

  Training(
      SparkSessions spark,
      CuratedTables tables,
      Models models,
      ModelFiles files,
      Champions champions,
      Promotion promotion,
      RunReports reports,
      TrainingProperties settings) {
    this.spark = spark;
    this.tables = tables;
    this.models = models;
    this.files = files;
    this.champions = champions;
    this.promotion = promotion;
    this.reports = reports;
    this.settings = settings;
  }

  /** The run job of a model's training. */
  public static String job(ChurnModel model) {
    return "churn.train." + model.wireName();
  }

  /** Trains and registers a version, or ends the run as skipped where the data allows no model. */
  public void run(Run run, ChurnModel model, TrainRequest request) {
    List<Data> inputs = List.of(new Data("lake", CuratedTables.name(model)));
    List<Data> outputs = List.of(new Data("lake", "models/" + model.wireName()));
    if (models.ofRun(run.id()).isPresent()) {
      // the run was registered before it was cut off
      reports.succeeded(run, inputs, outputs, RunCounts.NONE, "registered by an earlier attempt");
      return;
    }
    reports.started(run, inputs, outputs);
    try {
      CuratedTable table = labelled(model);
      TrainedModel trained = train(run, model, request, table);
      long rows = trained.trainRows() + trained.testRows();
      reports.succeeded(
          run,
          inputs,
          outputs,
          new RunCounts(rows, rows, 0, 0, 0),
          "%s: ROC-AUC %.4f on %d held-out rows, trained in %.1f s"
              .formatted(
                  trained.version(),
                  trained.metrics().evaluation().rocAuc().value(),
                  trained.testRows(),
                  trained.trainSeconds()));
    } catch (NothingToTrainException e) {
      reports.skipped(run, String.valueOf(e.getMessage()));
    }
  }

  /** Counts labels without Spark, so that a hopeless training costs nothing. */
  private CuratedTable labelled(ChurnModel model) {
    CuratedTable table =
        tables
            .newest(model)
            .orElseThrow(
                () ->
                    new NothingToTrainException(
                        "the lake has no rows in %s yet".formatted(CuratedTables.name(model))));
    CuratedTable.Labels labels = table.labels();
    if (labels.total() < settings.minRows()
        || Math.min(labels.left(), labels.stayed()) < settings.minPerClass()) {
      throw new NothingToTrainException(
          "%s has %d rows labelled as left and %d as stayed; a model needs %d in all and %d of each"
              .formatted(
                  CuratedTables.name(model),
                  labels.left(),
                  labels.stayed(),
                  settings.minRows(),
                  settings.minPerClass()));
    }
    return table;
  }

  private TrainedModel train(Run run, ChurnModel model, TrainRequest request, CuratedTable table) {
    String version = models.nextVersion(model);
    long labelled = table.labels().total();
    Path staging = staging();
    try {
      reports.progressed(run, "fitting and cross-validating", 0.1);
      ForestTraining.Result result =
          spark.with(
              session ->
                  new ForestTraining(model, version, request, settings)
                      .run(
                          session.sql(
                              "select * from %s.%s version as of %d"
                                  .formatted(
                                      LakeLayout.CATALOG,
                                      CuratedTables.name(model),
                                      table.snapshotId())),
                          labelled,
                          staging.resolve("pipeline")));
      reports.progressed(run, "measuring and storing", 0.9);
      String location = files.location(model, version);
      files.store(location, staging.resolve("pipeline"), result.scorer());
      return register(run, model, version, table.snapshotId(), location, result);
    } finally {
      delete(staging);
    }
  }

  private TrainedModel register(
      Run run,
      ChurnModel model,
      String version,
      long snapshotId,
      String location,
      ForestTraining.Result result) {
    HeldOut heldOut = score(new ForestScorer(result.scorer()), result.heldOut());
    Split split = result.split();
    Evaluation evaluation =
        Evaluation.of(
            heldOut,
            (double) split.trainLeft() / split.trainRows(),
            settings.resamples(),
            settings.seed());
    ForestScorer scorer = new ForestScorer(result.scorer());
    double[] scores = result.trainSample().stream().mapToDouble(scorer::probability).toArray();
    TrainedModel trained =
        new TrainedModel(
            model,
            version,
            run.id(),
            CuratedTables.name(model),
            snapshotId,
            split.trainRows(),
            split.testRows(),
            location,
            result.seconds(),
            result.parameters(),
            new TrainedModel.Metrics(
                evaluation,
                ForestTraining.bySource(result.scorer(), result.importances()).entrySet().stream()
                    .map(e -> new TrainedModel.Importance(e.getKey(), e.getValue()))
                    .toList()),
            DriftBaseline.of(model, result.trainSample(), scores));
    Optional<Comparison> comparison =
        champions
            .current(model)
            .map(Champion::scorer)
            .map(
                champion ->
                    Comparison.of(
                        score(champion, result.heldOut()),
                        heldOut,
                        settings.resamples(),
                        settings.seed()));
    String alias = promotion.register(trained, comparison.orElse(null), run.requestedBy());
    log.info(
        "Model trained version={} alias={} rocAuc={} seconds={}",
        version,
        alias,
        evaluation.rocAuc(),
        result.seconds());
    return trained;
  }

  private static HeldOut score(ForestScorer scorer, List<ForestTraining.LabelledRow> rows) {
    double[] scores = new double[rows.size()];
    boolean[] left = new boolean[rows.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scorer.probability(rows.get(i).row());
      left[i] = rows.get(i).left();
    }
    return new HeldOut(scores, left);
  }

  private Path staging() {
    try {
      Path root = settings.staging();
      return root == null
          ? Files.createTempDirectory("tidewatch-churn-")
          : Files.createTempDirectory(Files.createDirectories(root), "churn-");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder to save the pipeline to", e);
    }
  }

  private static void delete(Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      log.warn("Folder left behind path={} reason={}", folder, e.toString());
    }
  }
}
