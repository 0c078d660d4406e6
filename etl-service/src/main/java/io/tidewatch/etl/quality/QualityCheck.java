package io.tidewatch.etl.quality;

import org.apache.spark.sql.Column;

/**
 * Something that is measured of a processed table and has a range in which it should be.
 *
 * @param id unique within the data set
 * @param measure an aggregate over all rows
 * @param least smallest number that passes
 * @param most greatest number that passes
 */
record QualityCheck(String id, Column measure, double least, double most, String expectation) {

  static QualityCheck atMost(String id, Column measure, double most, String expectation) {
    return new QualityCheck(id, measure, Double.NEGATIVE_INFINITY, most, expectation);
  }

  boolean passes(double observed) {
    return observed >= least && observed <= most;
  }
}
