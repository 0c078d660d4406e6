package io.tidewatch.churn.training;

import static io.tidewatch.churn.training.LabelledRowsTransformation.AS_OF;
import static io.tidewatch.churn.training.LabelledRowsTransformation.HASH;
import static io.tidewatch.churn.training.LabelledRowsTransformation.LABEL;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pmod;

import io.tidewatch.churn.features.ChurnModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which labelled rows are held out of training.
 *
 * @param heldOut true for held-out rows
 * @param trainRows rows of the training part
 * @param trainLeft those of them who left
 * @param testRows held-out rows
 */
record Split(String description, Column heldOut, long trainRows, long trainLeft, long testRows) {
  private static final int MIN_PER_CLASS_HELD_OUT = 10;

  /**
   * The newest labelled cut-off for a temporal model with several of them, a fifth of the customers
   * by hash otherwise.
   *
   * @throws NothingToTrainException if there are too few rows of a class
   */
  static Split of(ChurnModel model, Dataset<Row> rows, int minRows, int minPerClass) {
    if (model.temporal()) {
      Row cutOffs = rows.agg(max(AS_OF), countDistinct(AS_OF)).first();
      if (cutOffs.getLong(1) > 1) {
        long newest = cutOffs.getLong(0);
        Counts counts = Counts.of(rows, col(AS_OF).equalTo(lit(newest)));
        if (counts.enough(minPerClass)) {
          return counts.split(
              "rows of the newest labelled cut-off, "
                  + Instant.EPOCH.plus(newest, ChronoUnit.MICROS),
              col(AS_OF).equalTo(lit(newest)));
        }
      }
    }
    Column fifth = pmod(col(HASH), lit(5)).equalTo(lit(0));
    Counts counts = Counts.of(rows, fifth);
    if (counts.total() < minRows || !counts.enough(minPerClass)) {
      throw new NothingToTrainException(
          "%d labelled rows, of which %d left; a model needs %d rows, %d of each class for training and %d of each held out"
              .formatted(
                  counts.total(),
                  counts.trainLeft + counts.testLeft,
                  minRows,
                  minPerClass,
                  MIN_PER_CLASS_HELD_OUT));
    }
    return counts.split("a fifth of the customers, by hash", fifth);
  }

  private record Counts(long trainLeft, long trainStayed, long testLeft, long testStayed) {
    static Counts of(Dataset<Row> rows, Column heldOut) {
      long[] counts = new long[4];
      for (Row row : rows.groupBy(heldOut.as("held_out"), col(LABEL)).count().collectAsList()) {
        counts[(row.getBoolean(0) ? 2 : 0) + (row.getDouble(1) > 0.5 ? 0 : 1)] = row.getLong(2);
      }
      return new Counts(counts[0], counts[1], counts[2], counts[3]);
    }

    long total() {
      return trainLeft + trainStayed + testLeft + testStayed;
    }

    boolean enough(int minPerClass) {
      return Math.min(trainLeft, trainStayed) >= minPerClass
          && Math.min(testLeft, testStayed) >= MIN_PER_CLASS_HELD_OUT;
    }

    Split split(String description, Column heldOut) {
      return new Split(
          description, heldOut, trainLeft + trainStayed, trainLeft, testLeft + testStayed);
    }
  }
}
