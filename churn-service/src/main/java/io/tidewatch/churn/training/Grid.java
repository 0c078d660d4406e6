package io.tidewatch.churn.training;

import java.util.List;

/** The forests that cross-validation tries. */
public enum Grid {
  /** Two depths, 3 folds: about half a minute on a laptop. */
  SMALL(3, 40, List.of(6, 9), List.of(10)),
  /** 3 x 3 points of larger forests, 5 folds. */
  FULL(5, 150, List.of(6, 9, 12), List.of(2, 10, 30));

  private final int folds;
  private final int trees;
  private final List<Integer> depths;
  private final List<Integer> minInstances;

  Grid(int folds, int trees, List<Integer> depths, List<Integer> minInstances) {
    this.folds = folds;
    this.trees = trees;
    this.depths = depths;
    this.minInstances = minInstances;
  }

  int folds() {
    return folds;
  }

  int trees() {
    return trees;
  }

  int[] depths() {
    return depths.stream().mapToInt(Integer::intValue).toArray();
  }

  int[] minInstances() {
    return minInstances.stream().mapToInt(Integer::intValue).toArray();
  }
}
