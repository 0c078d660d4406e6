package io.tidewatch.churn.training;

import static io.tidewatch.churn.training.LabelledRowsTransformation.AS_OF;
import static io.tidewatch.churn.training.LabelledRowsTransformation.CUSTOMER;
import static io.tidewatch.churn.training.LabelledRowsTransformation.HASH;
import static io.tidewatch.churn.training.LabelledRowsTransformation.LABEL;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.FeatureRow;
import io.tidewatch.churn.forest.ForestParameters;
import io.tidewatch.churn.forest.ForestScorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Trains one model on a Spark session, from the feature table to parts that need Spark no more. */
record ForestTraining(
    ChurnModel model, String version, TrainRequest request, TrainingProperties settings) {
  /** Rows on which the exported scorer must equal Spark before it may serve. */
  private static final int VERIFIED_ROWS = 1000;

  private static final int ROWS_PER_PARTITION = 20_000;
  private static final int MAX_PARTITIONS = 200;
  private static final int DRIFT_ROWS = 20_000;
  private static final double TOLERANCE = 1e-12;

  /**
   * @param trainSample rows of the training part, at most {@value #DRIFT_ROWS}
   * @param importances per entry of the vector
   * @param parameters what was tried, chosen and how rows were parted
   */
  record Result(
      ForestParameters scorer,
      double[] importances,
      Split split,
      List<LabelledRow> heldOut,
      List<FeatureRow> trainSample,
      Map<String, Object> parameters,
      double seconds) {}

  /** A row with its outcome. */
  record LabelledRow(FeatureRow row, boolean left) {}

  /**
   * Fits, saves Spark's pipeline to the folder, and brings back the rest.
   *
   * @param labelledRows about how many rows the table has with a label
   * @throws NothingToTrainException if there are too few rows
   */
  Result run(Dataset<Row> table, long labelledRows, Path saveTo) {
    long start = System.nanoTime();
    int cores = table.sparkSession().sparkContext().defaultParallelism();
    // by rows and not by cores, so that another machine gives the same forest
    int partitions = Math.clamp(labelledRows / ROWS_PER_PARTITION, 1, MAX_PARTITIONS);
    Dataset<Row> rows =
        new LabelledRowsTransformation(model, request.grid().folds(), request.maxRows())
            .apply(table)
            .repartition(partitions, col(CUSTOMER))
            .sortWithinPartitions(col(CUSTOMER), col(AS_OF))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Split split = Split.of(model, rows, settings.minRows(), settings.minPerClass());
      Dataset<Row> train = rows.where(not(split.heldOut()));
      Dataset<Row> test = rows.where(split.heldOut());
      ImputationTransformation imputation = new ImputationTransformation(model);
      PipelineFit.Fitted fitted =
          new PipelineFit(model, request.grid(), settings.seed())
              .fit(imputation.apply(train), cores);
      double seconds = (System.nanoTime() - start) / 1e9;
      ForestParameters scorer = ScorerExport.of(model.wireName(), version, fitted.pipeline());
      verify(new ForestScorer(scorer), fitted.pipeline(), imputation, test);
      save(fitted.pipeline(), saveTo);
      RandomForestClassificationModel forest =
          (RandomForestClassificationModel)
              fitted.pipeline().stages()[fitted.pipeline().stages().length - 1];
      Map<String, Object> parameters = new LinkedHashMap<>(fitted.chosen());
      parameters.put("heldOut", split.description());
      parameters.put("maxRows", request.maxRows() == null ? "all" : request.maxRows());
      parameters.put("imputation", "unknown numbers are 0, unknown labels a label of their own");
      return new Result(
          scorer,
          forest.featureImportances().toArray(),
          split,
          collect(test, settings.maxHeldOutRows()),
          collect(train, DRIFT_ROWS).stream().map(LabelledRow::row).toList(),
          parameters,
          seconds);
    } finally {
      rows.unpersist();
    }
  }

  private void verify(
      ForestScorer scorer,
      PipelineModel pipeline,
      ImputationTransformation imputation,
      Dataset<Row> test) {
    Dataset<Row> some = test.orderBy(col(HASH), col(AS_OF)).limit(VERIFIED_ROWS);
    List<Row> scored = pipeline.transform(imputation.apply(some)).collectAsList();
    for (Row row : scored) {
      double spark = row.<Vector>getAs("probability").apply(1);
      double ours = scorer.probability(featureRow(row));
      if (!(Math.abs(spark - ours) <= TOLERANCE)) {
        throw new IllegalStateException(
            "the scorer of %s says %s where Spark says %s; it may not serve"
                .formatted(version, ours, spark));
      }
    }
  }

  private static void save(PipelineModel pipeline, Path folder) {
    try {
      pipeline.write().overwrite().save(folder.toUri().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("the pipeline was not saved to " + folder, e);
    }
  }

  private List<LabelledRow> collect(Dataset<Row> rows, int limit) {
    List<Column> columns = new ArrayList<>(List.of(col(CUSTOMER), col(AS_OF), col(LABEL)));
    model.categorical().forEach(f -> columns.add(col(f)));
    model.numeric().forEach(f -> columns.add(col(f)));
    return rows
        .orderBy(col(HASH), col(AS_OF))
        .limit(limit)
        .select(columns.toArray(Column[]::new))
        .collectAsList()
        .stream()
        .map(r -> new LabelledRow(featureRow(r), r.<Double>getAs(LABEL) > 0.5))
        .toList();
  }

  private FeatureRow featureRow(Row row) {
    return SparkRows.featureRow(model, row, row.getAs(CUSTOMER), row.<Long>getAs(AS_OF));
  }

  /** Importances per source feature, the largest first. */
  static Map<String, Double> bySource(ForestParameters scorer, double[] importances) {
    List<String> features = scorer.encoding().features();
    double[] sums = new double[features.size()];
    int[] sources = scorer.encoding().sources();
    for (int i = 0; i < sources.length; i++) {
      sums[sources[i]] += importances[i];
    }
    Map<String, Double> sorted = new LinkedHashMap<>();
    Arrays.stream(rank(sums)).forEach(i -> sorted.put(features.get(i), sums[i]));
    return sorted;
  }

  private static int[] rank(double[] sums) {
    return java.util.stream.IntStream.range(0, sums.length)
        .boxed()
        .sorted(java.util.Comparator.comparingDouble((Integer i) -> sums[i]).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
