package io.tidewatch.churn.training;

import static io.tidewatch.churn.training.LabelledRowsTransformation.FOLD;
import static io.tidewatch.churn.training.LabelledRowsTransformation.LABEL;

import io.tidewatch.churn.features.ChurnModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits StringIndexer → OneHotEncoder → VectorAssembler → StandardScaler → RandomForestClassifier.
 * The feature stages are fitted once on the training part and only the forest is cross-validated on
 * the transformed rows: the scaler has then seen the means of the validating folds, which trees,
 * being indifferent to scale, cannot use; it more than halves the time.
 */
record PipelineFit(ChurnModel model, Grid grid, long seed) {
  private static final String FEATURES = "__features";
  private static final String SCALED = "__scaled";

  /**
   * @param chosen what cross-validation tried and what it chose
   */
  record Fitted(PipelineModel pipeline, Map<String, Object> chosen) {}

  /** Fits on imputed rows. */
  Fitted fit(Dataset<Row> rows, int parallelism) {
    PipelineModel stages = new Pipeline().setStages(featureStages()).fit(rows);
    Dataset<Row> transformed =
        stages.transform(rows).select(SCALED, LABEL, FOLD).persist(StorageLevel.MEMORY_ONLY());
    try {
      CrossValidatorModel validated = crossValidator(parallelism).fit(transformed);
      List<PipelineStage> all = new ArrayList<>(List.<PipelineStage>of(stages.stages()));
      all.add((Transformer) validated.bestModel());
      return new Fitted(
          new Pipeline().setStages(all.toArray(PipelineStage[]::new)).fit(rows), chosen(validated));
    } finally {
      transformed.unpersist();
    }
  }

  private PipelineStage[] featureStages() {
    String[] categorical = model.categorical().toArray(String[]::new);
    String[] indexed = model.categorical().stream().map(f -> f + "__index").toArray(String[]::new);
    String[] encoded = model.categorical().stream().map(f -> f + "__onehot").toArray(String[]::new);
    List<PipelineStage> stages = new ArrayList<>();
    if (categorical.length > 0) {
      stages.add(
          new StringIndexer()
              .setInputCols(categorical)
              .setOutputCols(indexed)
              .setHandleInvalid("keep"));
      stages.add(
          new OneHotEncoder()
              .setInputCols(indexed)
              .setOutputCols(encoded)
              .setHandleInvalid("keep")
              .setDropLast(true));
    }
    stages.add(
        new VectorAssembler()
            .setInputCols(
                Stream.concat(Stream.of(encoded), model.numeric().stream()).toArray(String[]::new))
            .setOutputCol(FEATURES));
    stages.add(
        new StandardScaler()
            .setInputCol(FEATURES)
            .setOutputCol(SCALED)
            .setWithMean(true)
            .setWithStd(true));
    return stages.toArray(PipelineStage[]::new);
  }

  private CrossValidator crossValidator(int parallelism) {
    RandomForestClassifier forest =
        new RandomForestClassifier()
            .setFeaturesCol(SCALED)
            .setLabelCol(LABEL)
            .setNumTrees(grid.trees())
            .setSeed(seed);
    ParamMap[] points =
        new ParamGridBuilder()
            .addGrid(forest.maxDepth(), grid.depths())
            .addGrid(forest.minInstancesPerNode(), grid.minInstances())
            .build();
    return new CrossValidator()
        .setEstimator(forest)
        .setEstimatorParamMaps(points)
        .setEvaluator(
            new BinaryClassificationEvaluator().setLabelCol(LABEL).setMetricName("areaUnderROC"))
        .setNumFolds(grid.folds())
        .setFoldCol(FOLD)
        .setParallelism(parallelism)
        .setSeed(seed);
  }

  private Map<String, Object> chosen(CrossValidatorModel validated) {
    RandomForestClassificationModel best = (RandomForestClassificationModel) validated.bestModel();
    List<Map<String, Object>> tried = new ArrayList<>();
    for (int i = 0; i < validated.getEstimatorParamMaps().length; i++) {
      Map<String, Object> point = new LinkedHashMap<>();
      validated
          .getEstimatorParamMaps()[i]
          .toSeq()
          .foreach(pair -> point.put(pair.param().name(), pair.value()));
      point.put("rocAuc", validated.avgMetrics()[i]);
      tried.add(point);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("numTrees", best.getNumTrees());
    all.put("maxDepth", best.getMaxDepth());
    all.put("minInstancesPerNode", best.getMinInstancesPerNode());
    all.put("folds", grid.folds());
    all.put("grid", tried);
    all.put("seed", seed);
    return all;
  }
}
