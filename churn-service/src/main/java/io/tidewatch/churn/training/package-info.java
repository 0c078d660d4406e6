/** Trains the models with Spark ML and hands them to the registry. */
@NullMarked
package io.tidewatch.churn.training;

import org.jspecify.annotations.NullMarked;
