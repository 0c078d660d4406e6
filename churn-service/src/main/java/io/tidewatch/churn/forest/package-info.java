/** Scores rows with the parameters of a fitted Spark pipeline, in plain Java and without Spark. */
@NullMarked
package io.tidewatch.churn.forest;

import org.jspecify.annotations.NullMarked;
