/** Churn probabilities of customers: training, registry, scoring and monitoring of both models. */
@NullMarked
package io.tidewatch.churn;

import org.jspecify.annotations.NullMarked;
