/**
 * How good a model is on rows that it has not seen, with intervals, and whether another one is
 * better.
 */
@NullMarked
package io.tidewatch.churn.evaluation;

import org.jspecify.annotations.NullMarked;
