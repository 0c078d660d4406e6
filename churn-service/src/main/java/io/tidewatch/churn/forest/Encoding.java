package io.tidewatch.churn.forest;

import io.tidewatch.churn.features.FeatureRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a row becomes the scaled vector that the trees split on: the fitted StringIndexer,
 * OneHotEncoder, VectorAssembler and StandardScaler in one.
 *
 * @param categorical labelled features, first in the vector
 * @param numeric numeric features, after them
 * @param mean per vector entry
 * @param scale 1 / standard deviation per vector entry, 0 where a column is constant
 */
public record Encoding(
    List<Categorical> categorical, List<String> numeric, double[] mean, double[] scale) {

  /**
   * One labelled feature.
   *
   * @param labels in the order of the fitted indexer; unseen and null get the index after the last
   * @param size entries in the vector
   */
  public record Categorical(String feature, List<String> labels, int size) {
    Map<String, Integer> index() {
      Map<String, Integer> index = HashMap.newHashMap(labels.size());
      for (int i = 0; i < labels.size(); i++) {
        index.put(labels.get(i), i);
      }
      return index;
    }
  }

  /** Entries of the vector. */
  public int width() {
    return mean.length;
  }

  /** Source features, labelled ones first. */
  public List<String> features() {
    return java.util.stream.Stream.concat(
            categorical.stream().map(Categorical::feature), numeric.stream())
        .toList();
  }

  /** For each vector entry, the index of the source feature that it comes from. */
  public int[] sources() {
    int[] sources = new int[width()];
    int at = 0;
    for (int f = 0; f < categorical.size(); f++) {
      for (int i = 0; i < categorical.get(f).size(); i++) {
        sources[at++] = f;
      }
    }
    for (int f = 0; f < numeric.size(); f++) {
      sources[at++] = categorical.size() + f;
    }
    if (at != width()) {
      throw new IllegalStateException(
          "the encoding gives %d entries but the scaler has %d".formatted(at, width()));
    }
    return sources;
  }

  /** The scaled vector of a row, in the same order of operations as Spark's stages. */
  double[] vector(FeatureRow row, List<Map<String, Integer>> indexes) {
    double[] v = new double[width()];
    int offset = 0;
    for (int f = 0; f < categorical.size(); f++) {
      Categorical feature = categorical.get(f);
      String label = row.label(feature.feature());
      Integer known = label == null ? null : indexes.get(f).get(label);
      int index = known == null ? feature.labels().size() : known;
      if (index < feature.size()) {
        v[offset + index] = 1.0;
      }
      offset += feature.size();
    }
    for (String feature : numeric) {
      v[offset++] = row.number(feature);
    }
    for (int i = 0; i < v.length; i++) {
      v[i] = (v[i] - mean[i]) * scale[i];
    }
    return v;
  }
}
