package io.tidewatch.churn.training;

import io.tidewatch.churn.forest.Encoding;
import io.tidewatch.churn.forest.ForestParameters;
import io.tidewatch.churn.forest.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.feature.OneHotEncoderModel;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/** Takes out of a fitted pipeline what the plain-Java scorer needs. */
final class ScorerExport {
  private ScorerExport() {}

  /** The parameters of a pipeline that {@link PipelineFit} has fitted. */
  static ForestParameters of(String model, String version, PipelineModel pipeline) {
    List<Encoding.Categorical> categorical = new ArrayList<>();
    List<String> numeric = List.of();
    double[] mean = {};
    double[] scale = {};
    List<Tree> trees = List.of();
    StringIndexerModel indexer = null;
    for (Transformer stage : pipeline.stages()) {
      switch (stage) {
        case StringIndexerModel fitted -> indexer = fitted;
        case OneHotEncoderModel fitted -> {
          if (indexer == null) {
            throw new IllegalArgumentException("the encoder stands before the indexer");
          }
          for (int i = 0; i < indexer.getInputCols().length; i++) {
            categorical.add(
                new Encoding.Categorical(
                    indexer.getInputCols()[i],
                    List.of(indexer.labelsArray()[i]),
                    fitted.categorySizes()[i]));
          }
        }
        case VectorAssembler assembler ->
            numeric = Arrays.stream(assembler.getInputCols()).skip(categorical.size()).toList();
        case StandardScalerModel fitted -> {
          mean = fitted.mean().toArray();
          scale = Arrays.stream(fitted.std().toArray()).map(s -> s == 0 ? 0 : 1 / s).toArray();
        }
        case RandomForestClassificationModel forest ->
            trees = Arrays.stream(forest.trees()).map(ScorerExport::tree).toList();
        default ->
            throw new IllegalArgumentException(
                "the scorer has no stage " + stage.getClass().getName());
      }
    }
    return new ForestParameters(
        ForestParameters.FORMAT,
        model,
        version,
        new Encoding(categorical, numeric, mean, scale),
        trees);
  }

  private static Tree tree(DecisionTreeClassificationModel fitted) {
    int nodes = fitted.numNodes();
    Tree tree =
        new Tree(
            new int[nodes],
            new double[nodes],
            new int[nodes],
            new int[nodes],
            new double[nodes],
            new double[nodes]);
    add(tree, fitted.rootNode(), 0);
    return tree;
  }

  /** Writes the node and all below it from this place on, and returns the next free place. */
  private static int add(Tree tree, Node node, int at) {
    double[] rows = node.impurityStats().stats();
    double all = rows[0] + rows[1];
    tree.stay()[at] = rows[0] / all;
    tree.leave()[at] = rows[1] / all;
    if (!(node instanceof InternalNode inner)) {
      tree.feature()[at] = -1;
      tree.left()[at] = -1;
      tree.right()[at] = -1;
      return at + 1;
    }
    if (!(inner.split() instanceof ContinuousSplit split)) {
      throw new IllegalArgumentException("the scorer has no categorical splits");
    }
    tree.feature()[at] = split.featureIndex();
    tree.threshold()[at] = split.threshold();
    tree.left()[at] = at + 1;
    int right = add(tree, inner.leftChild(), at + 1);
    tree.right()[at] = right;
    return add(tree, inner.rightChild(), right);
  }
}
