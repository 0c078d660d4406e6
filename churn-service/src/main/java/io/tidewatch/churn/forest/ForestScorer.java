package io.tidewatch.churn.forest;

import io.tidewatch.churn.features.FeatureRow;
import java.util.List;
import java.util.Map;

/**
 * Gives the churn probability of a row, equal to what the fitted Spark pipeline gives, and what
 * each feature contributed to it. Safe for use by many threads.
 *
 * <p>Contributions attribute, in each tree, the change of the leaving share from a node to the next
 * one on the row's path to the feature of that split, and average over the trees: the decision-path
 * method of A. Saabas, "Interpreting random forests" (2014, the {@code treeinterpreter} library).
 * The baseline (mean over the roots) plus all contributions is exactly the probability. Entries of
 * a one-hot encoded feature are added up, so contributions speak of source features.
 */
public final class ForestScorer {
  private final Encoding encoding;
  private final List<Map<String, Integer>> indexes;
  private final int[] sources;
  private final List<String> features;
  private final Tree[] trees;
  private final double baseline;

  public ForestScorer(ForestParameters parameters) {
    this.encoding = parameters.encoding();
    this.indexes = encoding.categorical().stream().map(Encoding.Categorical::index).toList();
    this.sources = encoding.sources();
    this.features = encoding.features();
    this.trees = parameters.trees().toArray(Tree[]::new);
    double sum = 0;
    for (Tree tree : trees) {
      sum += tree.leave()[0];
    }
    this.baseline = sum / trees.length;
  }

  /**
   * A probability and where it comes from.
   *
   * @param baseline the forest's mean over its roots
   * @param contributions per source feature, in the order of {@link ForestScorer#features()}
   */
  public record Breakdown(double probability, double baseline, double[] contributions) {}

  /** The source features, in the order of the contributions. */
  public List<String> features() {
    return features;
  }

  /** The probability alone. */
  public double probability(FeatureRow row) {
    return breakdown(row).probability();
  }

  /** The probability with its contributions. */
  public Breakdown breakdown(FeatureRow row) {
    double[] v = encoding.vector(row, indexes);
    double[] contributions = new double[features.size()];
    double stay = 0;
    double leave = 0;
    for (Tree tree : trees) {
      int node = 0;
      while (tree.left()[node] >= 0) {
        int entry = tree.feature()[node];
        int next = v[entry] <= tree.threshold()[node] ? tree.left()[node] : tree.right()[node];
        contributions[sources[entry]] += tree.leave()[next] - tree.leave()[node];
        node = next;
      }
      stay += tree.stay()[node];
      leave += tree.leave()[node];
    }
    for (int i = 0; i < contributions.length; i++) {
      contributions[i] /= trees.length;
    }
    return new Breakdown(leave / (stay + leave), baseline, contributions);
  }
}
