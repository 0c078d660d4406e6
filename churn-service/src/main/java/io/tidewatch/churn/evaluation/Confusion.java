package io.tidewatch.churn.evaluation;

/** Right and wrong answers when everyone from probability 0.5 is said to leave. */
public record Confusion(
    long truePositive, long falsePositive, long trueNegative, long falseNegative) {

  double accuracy() {
    return ratio(
        truePositive + trueNegative, truePositive + falsePositive + trueNegative + falseNegative);
  }

  double precision() {
    return ratio(truePositive, truePositive + falsePositive);
  }

  double recall() {
    return ratio(truePositive, truePositive + falseNegative);
  }

  double f1() {
    return ratio(2 * truePositive, 2 * truePositive + falsePositive + falseNegative);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  static final class Counter {
    private long truePositive;
    private long falsePositive;
    private long trueNegative;
    private long falseNegative;

    void count(boolean said, boolean left, int times) {
      if (said) {
        truePositive += left ? times : 0;
        falsePositive += left ? 0 : times;
      } else {
        falseNegative += left ? times : 0;
        trueNegative += left ? 0 : times;
      }
    }

    Confusion result() {
      return new Confusion(truePositive, falsePositive, trueNegative, falseNegative);
    }
  }
}
