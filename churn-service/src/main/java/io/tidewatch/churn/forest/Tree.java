package io.tidewatch.churn.forest;

/**
 * One decision tree as flat arrays; node 0 is the root, a node without children has {@code left}
 * -1.
 *
 * @param feature index into the scaled vector, per inner node
 * @param threshold a value up to the threshold goes left
 * @param stay share of training rows at the node that stayed
 * @param leave share of training rows at the node that left
 */
public record Tree(
    int[] feature, double[] threshold, int[] left, int[] right, double[] stay, double[] leave) {

  /** How many nodes the tree has. */
  public int nodes() {
    return left.length;
  }
}
